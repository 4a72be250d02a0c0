package org.sluiceiot.guarantees;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.message.TenantId;

/**
 * A member in a process of its own, so that it can be killed. It hands every delivery to the test
 * over a socket and takes it for safe when the test says so. Ends with its socket.
 */
final class MemberProcess {
  private final Map<Integer, CompletableFuture<Void>> open = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final DataOutputStream out;

  private MemberProcess(Socket socket) throws IOException {
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
  }

  /** Arguments: port of the test, id, tenant, bootstrap servers, configuration. */
  public static void main(String[] arguments) throws Exception {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))) {
      MemberProcess process = new MemberProcess(socket);
      TenantId tenant = new TenantId(UUID.fromString(arguments[2]));
      Member member =
          Member.start(arguments[1], tenant, arguments[3], arguments[4], process::deliver);
      process.answers(new DataInputStream(new BufferedInputStream(socket.getInputStream())));
      member.close();
    }
  }

  private CompletionStage<Void> deliver(String device, Integer number) {
    int id = ids.incrementAndGet();
    CompletableFuture<Void> answer = new CompletableFuture<>();
    open.put(id, answer);
    try {
      synchronized (out) {
        out.writeInt(id);
        out.writeUTF(device);
        out.writeInt(number);
        out.flush();
      }
    } catch (IOException e) {
      answer.completeExceptionally(new RetriableException("the test is away", e));
    }
    return answer;
  }

  private void answers(DataInputStream in) throws IOException {
    try {
      while (true) {
        open.remove(in.readInt()).complete(null);
      }
    } catch (EOFException e) {
      return; // the test has ended this member
    }
  }
}
