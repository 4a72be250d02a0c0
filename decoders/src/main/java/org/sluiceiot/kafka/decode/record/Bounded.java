package org.sluiceiot.kafka.decode.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.sluiceiot.kafka.decode.DecodeException;

/** Reads streams to their end, but no further than a bound. Stateless, safe for any thread. */
public final class Bounded {
  private static final int PIECE = 8192;

  private Bounded() {}

  /**
   * All that the stream holds.
   *
   * @param most bytes that it may hold; no more than one piece beyond is ever in memory
   * @param name of the compression, for the message
   * @throws DecodeException it holds more
   */
  public static byte[] read(InputStream in, long most, String name)
      throws IOException, DecodeException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      check(out.size() + (long) n, most, name);
      out.write(piece, 0, n);
    }
    return out.toByteArray();
  }

  /**
   * @param size of what is unpacked, or would be
   * @throws DecodeException more than it may be
   */
  static void check(long size, long most, String name) throws DecodeException {
    if (size > most) {
      throw new DecodeException(
          "the value unpacks ("
              + name
              + ") to more than may be; raise 'maxUnpacked' if that is right");
    }
  }
}
