package org.sluiceiot.kafka.connection.check;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Kafka's request frames on a socket, in the old fixed encodings that every broker since 1.0 reads.
 * Not safe for several threads.
 */
final class Wire implements AutoCloseable {
  static final int METADATA = 3;
  static final int FIND_COORDINATOR = 10;
  static final int DESCRIBE_GROUPS = 15;
  static final int SASL_HANDSHAKE = 17;
  static final int API_VERSIONS = 18;
  static final int SASL_AUTHENTICATE = 36;

  private static final int LARGEST_ANSWER = 16 << 20;
  private static final int TLS_ALERT = 0x15;

  private final Socket socket;
  private final DataInputStream in;
  private int correlation;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /**
   * Sends a request and reads the answer to it.
   *
   * @throws NotKafkaException what answers is not a Kafka broker, or speaks TLS
   * @throws EOFException the broker closed the connection
   */
  DataInputStream ask(int api, int version, Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(api);
    out.writeShort(version);
    out.writeInt(++correlation);
    text(out, "sluice-check");
    body.write(out);
    DataOutputStream frame = new DataOutputStream(socket.getOutputStream());
    byte[] request = new byte[4 + bytes.size()];
    System.arraycopy(bytes.toByteArray(), 0, request, 4, bytes.size());
    for (int i = 0; i < 4; i++) {
      request[i] = (byte) (bytes.size() >>> (24 - 8 * i));
    }
    frame.write(request);
    frame.flush();
    return answer();
  }

  private DataInputStream answer() throws IOException {
    int size = in.readInt();
    if (size >>> 24 == TLS_ALERT) {
      throw new NotKafkaException(true);
    }
    if (size < 4 || size > LARGEST_ANSWER) {
      throw new NotKafkaException(false);
    }
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the answer ended early");
    }
    DataInputStream answer = new DataInputStream(new ByteArrayInputStream(bytes));
    if (answer.readInt() != correlation) {
      throw new NotKafkaException(false);
    }
    return answer;
  }

  static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  /** Null for a null text. */
  static String text(DataInputStream in) throws IOException {
    short length = in.readShort();
    return length < 0 ? null : new String(exactly(in, length), StandardCharsets.UTF_8);
  }

  static byte[] exactly(DataInputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(Math.max(0, length));
    if (bytes.length < length) {
      throw new EOFException("the answer ended early");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Writes what follows the header of a request. */
  interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  /** What answers is not a Kafka broker on this protocol. */
  static final class NotKafkaException extends IOException {
    private static final long serialVersionUID = 1L;

    final boolean tls;

    NotKafkaException(boolean tls) {
      super(tls ? "a TLS alert came back" : "the answer is not Kafka's");
      this.tls = tls;
    }
  }
}
