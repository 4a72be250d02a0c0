package org.sluiceiot.kafka.decode.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.sluiceiot.kafka.decode.DecodeException;
import org.xerial.snappy.Snappy;

/**
 * Snappy's two stream formats. The library's own streams make room for whatever a block says it
 * unpacks to; here the bound is asked first. Stateless, safe for any thread.
 */
public final class SnappyBlocks {
  private static final int JAVA_HEADER = 16;
  private static final int PACKED = 0;
  private static final int PLAIN = 1;
  private static final int FIRST_SKIPPABLE = 0x80;
  private static final int MASK = 0xa282ead8;

  private SnappyBlocks() {}

  /** The stream of the Java library: blocks behind their lengths. */
  static byte[] java(byte[] value, long most) throws IOException, DecodeException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.wrap(value);
    in.position(JAVA_HEADER);
    while (in.hasRemaining()) {
      out.write(block(piece(in, in.getInt()), most - out.size()));
    }
    return out.toByteArray();
  }

  /** Snappy's framing format. */
  static byte[] framed(byte[] value, long most) throws IOException, DecodeException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      int header = in.getInt();
      int type = header & 0xFF;
      ByteBuffer chunk = ByteBuffer.wrap(piece(in, header >>> Byte.SIZE));
      if (type == PACKED || type == PLAIN) {
        int checksum = chunk.order(ByteOrder.LITTLE_ENDIAN).getInt();
        byte[] rest = piece(chunk, chunk.remaining());
        byte[] plain = type == PACKED ? block(rest, most - out.size()) : rest;
        check(plain, checksum);
        Bounded.check(out.size() + (long) plain.length, most, "snappy");
        out.write(plain);
      } else if (type < FIRST_SKIPPABLE) {
        throw new IOException("a chunk of an unknown type");
      }
    }
    return out.toByteArray();
  }

  /**
   * One block.
   *
   * @param most bytes that it may unpack to
   * @throws IOException it is damaged
   * @throws DecodeException it unpacks to more
   */
  public static byte[] block(byte[] packed, long most) throws IOException, DecodeException {
    Bounded.check(Integer.toUnsignedLong(Snappy.uncompressedLength(packed)), most, "snappy");
    return Snappy.uncompress(packed);
  }

  private static byte[] piece(ByteBuffer in, int length) throws IOException {
    if (length < 0 || length > in.remaining()) {
      throw new IOException("a chunk is cut off");
    }
    byte[] piece = new byte[length];
    in.get(piece);
    return piece;
  }

  private static void check(byte[] plain, int expected) throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(plain);
    int sum = (int) crc.getValue();
    if (Integer.rotateRight(sum, 15) + MASK != expected) {
      throw new IOException("a checksum is wrong");
    }
  }
}
