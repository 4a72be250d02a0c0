package org.sluiceiot.kafka.downlink.buffer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Stored records as bytes. Pure. */
final class StoredCodec {
  private static final int VERSION = 1;
  private static final int ABSENT = -1;

  private StoredCodec() {}

  static byte[] encode(Stored stored) {
    ProducerRecord<byte[], byte[]> record = stored.record();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(stored.millis());
      out.writeUTF(record.topic());
      out.writeInt(stored.route());
      out.writeLong(record.timestamp() == null ? ABSENT : record.timestamp());
      write(out, record.key());
      write(out, record.value());
      for (Header header : record.headers()) {
        out.writeBoolean(true);
        out.writeUTF(header.key());
        write(out, header.value());
      }
      out.writeBoolean(false);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot be written to memory", e);
    }
    return bytes.toByteArray();
  }

  static Stored decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("unknown version " + version);
      }
      long millis = in.readLong();
      String topic = in.readUTF();
      int route = in.readInt();
      long timestamp = in.readLong();
      byte[] key = read(in);
      byte[] value = read(in);
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, null, timestamp < 0 ? null : timestamp, key, value);
      while (in.readBoolean()) {
        record.headers().add(in.readUTF(), read(in));
      }
      return new Stored(record, route, millis);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored record is damaged", e);
    }
  }

  /** Bytes of key, value and headers. */
  static int size(ProducerRecord<byte[], byte[]> record) {
    int size = length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      size += header.key().length() + length(header.value()) + 2;
    }
    return size;
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes == null ? ABSENT : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == ABSENT ? null : in.readNBytes(length);
  }
}
