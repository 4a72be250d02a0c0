package org.sluiceiot.kafka.uplink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before a broker and passes on what Sluice's own check asks; to Kafka's client it answers
 * that hundreds of megabytes are to come, until it is told to be honest.
 */
final class GreedyProxy implements AutoCloseable {
  private static final int CLAIM = 450 << 20;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final int broker;
  private volatile boolean honest;
  private volatile int claims;

  GreedyProxy(String bootstrapServers) throws IOException {
    broker = Integer.parseInt(bootstrapServers.substring(bootstrapServers.indexOf(':') + 1));
    run("greedy-proxy", this::accept);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  void honest() {
    honest = true;
  }

  /** How often it has claimed to send so much. */
  int claims() {
    return claims;
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void run(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                return; // one side has hung up, or the proxy was closed
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      open.add(client);
      run("greedy-proxy-client", () -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      byte[] request = in.readNBytes(in.readInt());
      boolean check = new String(request, StandardCharsets.ISO_8859_1).contains("sluice-check");
      if (check || honest) {
        pass(client, in, request);
      } else {
        claims++;
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        out.writeInt(CLAIM);
        out.write(new byte[100]);
        out.flush();
        in.read();
      }
    }
  }

  private void pass(Socket client, DataInputStream in, byte[] first) throws IOException {
    try (Socket to = new Socket(InetAddress.getLoopbackAddress(), broker)) {
      open.add(to);
      DataOutputStream out = new DataOutputStream(to.getOutputStream());
      out.writeInt(first.length);
      out.write(first);
      out.flush();
      run("greedy-proxy-back", () -> to.getInputStream().transferTo(client.getOutputStream()));
      in.transferTo(out);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
