package org.sluiceiot.kafka.decode.record;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.sluiceiot.kafka.decode.DecodeException;

/** How a sender has compressed the value of a record. Stateless, safe for any thread. */
public enum Packing {
  /** As the value's first bytes say; a value that begins with none of them is left as it is. */
  AUTO(""),
  /** Values are left as they are. */
  NONE(""),
  GZIP("1f8b08"),
  ZSTD("28b52ffd"),
  /** Snappy's framing format. */
  SNAPPY_FRAMED("ff060000734e61507059"),
  /** The stream of snappy-java, which many senders on the JVM write. */
  SNAPPY_JAVA("82534e4150505900"),
  /** LZ4's frame format. */
  LZ4("04224d18");

  private static final Packing[] ALL = values();

  /** Of what a value repeats, zstd may look back 16 MiB: that much memory a frame can ask for. */
  private static final int ZSTD_WINDOW_LOG = 24;

  private final byte[] magic;

  Packing(String magic) {
    this.magic = HexFormat.of().parseHex(magic);
  }

  /**
   * What was packed.
   *
   * @param most how many bytes it may unpack to
   * @return the same array when nothing is to be unpacked
   * @throws DecodeException it is not of this compression, is damaged, or unpacks to more
   */
  public byte[] unpack(byte[] value, long most) throws DecodeException {
    Packing found = this == AUTO ? of(value) : this;
    if (found == NONE) {
      return value;
    }
    if (!found.beginsAs(value)) {
      throw new DecodeException(
          "the value is not packed by " + this + ", as 'unpack' says: it begins otherwise");
    }
    try {
      return found.plain(value, most);
    } catch (IOException | RuntimeException e) {
      // Broad: the libraries throw many kinds at bytes that are damaged.
      throw new DecodeException(
          "the value begins as one packed by "
              + found
              + ", but is damaged or cut off; set 'unpack' to none if it is not packed",
          e);
    } catch (LinkageError e) {
      throw new DecodeException("this host lacks the library that unpacks " + found, e);
    }
  }

  /** The compression that these bytes begin as, or {@link #NONE}. */
  public static Packing of(byte[] value) {
    for (Packing one : ALL) {
      if (one.magic.length > 0 && one.beginsAs(value)) {
        return one;
      }
    }
    return NONE;
  }

  private boolean beginsAs(byte[] value) {
    return value.length >= magic.length
        && value[0] == magic[0]
        && Arrays.equals(value, 0, magic.length, magic, 0, magic.length);
  }

  private byte[] plain(byte[] value, long most) throws IOException, DecodeException {
    InputStream packed = new ByteArrayInputStream(value);
    return switch (this) {
      case GZIP -> gzip(value, most);
      case ZSTD -> zstd(value, most);
      case SNAPPY_FRAMED -> SnappyBlocks.framed(value, most);
      case SNAPPY_JAVA -> SnappyBlocks.java(value, most);
      case LZ4 -> Bounded.read(new LZ4FrameInputStream(packed), most, toString());
      case AUTO, NONE -> value;
    };
  }

  /** Every member; behind the last one there may be zeros, with which some fill up. */
  private static byte[] gzip(byte[] value, long most) throws IOException, DecodeException {
    try (Members members = new Members(value)) {
      byte[] plain = Bounded.read(members, most, GZIP.toString());
      for (int i = value.length - members.behind(); i < value.length; i++) {
        if (value[i] != 0) {
          throw new IOException("something follows the last member");
        }
      }
      return plain;
    }
  }

  /** Knows what its own class passes over: the bytes behind the last member. */
  private static final class Members extends GZIPInputStream {
    private static final int TRAILER = 8;

    Members(byte[] value) throws IOException {
      super(new ByteArrayInputStream(value), value.length);
    }

    int behind() {
      return Math.max(0, inf.getRemaining() - TRAILER);
    }
  }

  /**
   * What was packed by zstd.
   *
   * @param most how many bytes it may unpack to
   * @throws IOException it is damaged
   * @throws DecodeException it unpacks to more
   */
  public static byte[] zstd(byte[] value, long most) throws IOException, DecodeException {
    try (ZstdInputStreamNoFinalizer in =
        new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(value))) {
      in.setLongMax(ZSTD_WINDOW_LOG);
      return Bounded.read(in, most, ZSTD.toString());
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
