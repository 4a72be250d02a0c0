package org.sluiceiot.kafka.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that says one thing to everybody. */
final class FixedAnswer {
  private FixedAnswer() {}

  /**
   * Serves on loopback until the JVM ends.
   *
   * @return the port
   */
  static int serve(String answer) {
    try {
      ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      Thread thread = new Thread(() -> answer(server, answer), "fixed-answer");
      thread.setDaemon(true);
      thread.start();
      return server.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no port for a test", e);
    }
  }

  private static void answer(ServerSocket server, String answer) {
    while (true) {
      try (Socket client = server.accept()) {
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        client.getInputStream().readNBytes(64);
      } catch (IOException e) {
        // The client went away; the next one is served.
        continue;
      }
    }
  }
}
