package org.sluiceiot.guarantees;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Where member processes deliver to: writes into the ledger, then answers. */
final class SinkServer implements AutoCloseable {
  private final Ledger ledger;
  private final ServerSocket server;
  private final List<Socket> sockets = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  SinkServer(Ledger ledger) throws IOException {
    this.ledger = ledger;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        synchronized (this) {
          sockets.add(socket);
        }
        start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()))) {
      while (true) {
        int id = in.readInt();
        ledger.delivered(in.readUTF(), in.readInt());
        out.writeInt(id);
        if (in.available() == 0) {
          out.flush();
        }
      }
    } catch (IOException e) {
      return; // the member is gone
    }
  }

  private synchronized void start(Runnable work) {
    Thread thread = new Thread(work, "sink-server");
    threads.add(thread);
    thread.start();
  }

  /** Members whose socket is closed end by themselves. */
  @Override
  public void close() throws Exception {
    server.close();
    List<Thread> ending;
    synchronized (this) {
      for (Socket socket : sockets) {
        socket.close();
      }
      ending = List.copyOf(threads);
    }
    for (Thread thread : ending) {
      thread.join(10_000);
    }
  }
}
