package org.sluiceiot.kafka.decode.avro;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.record.Bounded;
import org.sluiceiot.kafka.decode.record.Packing;
import org.sluiceiot.kafka.decode.record.SnappyBlocks;

/**
 * An Avro object container file as one record's value. Read here and not by Avro's own classes,
 * which unpack a block without asking how large it becomes. For one thread.
 */
final class AvroFile {
  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int SYNC = 16;
  private static final int CHECKSUM = 4;
  private static final int MOST_VALUES = 100_000;

  private final BinaryDecoder in;
  private final byte[] sync = new byte[SYNC];
  private final List<JsonNode> values = new ArrayList<>();
  private String codec = "null";
  private AvroReader reader;
  private long left;

  private AvroFile(byte[] file, long maxUnpacked) {
    left = maxUnpacked;
    in = DecoderFactory.get().binaryDecoder(file, MAGIC.length, file.length - MAGIC.length, null);
  }

  /** Whether these bytes begin as such a file. */
  static boolean is(byte[] value) {
    return value.length > MAGIC.length
        && Arrays.equals(value, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Every value of the file, by the schema in it.
   *
   * @param maxUnpacked bytes that all of its blocks together may unpack to
   * @throws DecodeException it is damaged, too large, or packed in a way that is not read
   */
  static List<JsonNode> read(byte[] value, long maxUnpacked) throws DecodeException {
    AvroFile file = new AvroFile(value, maxUnpacked);
    try {
      file.header();
      while (!file.in.isEnd()) {
        file.block();
      }
      return file.values;
    } catch (BoundedReader.TooLarge e) {
      throw new DecodeException(
          "the Avro file is not read behind value " + file.values.size() + ": " + e.getMessage(),
          e);
    } catch (IOException | RuntimeException e) {
      // Broad: Avro throws many kinds at bytes that are damaged.
      throw new DecodeException(
          "the Avro file is damaged or cut off behind value " + file.values.size(), e);
    }
  }

  private void header() throws IOException, DecodeException {
    Map<String, byte[]> header = new HashMap<>();
    for (long n = in.readMapStart(); n != 0; n = in.mapNext()) {
      for (long i = 0; i < n; i++) {
        header.put(in.readString(), bytes(in.readBytes(null)));
      }
    }
    in.readFixed(sync);
    byte[] schema = header.get("avro.schema");
    if (schema == null) {
      throw new DecodeException("the Avro file has no schema");
    }
    reader = new AvroReader(new Schema.Parser().parse(text(schema)));
    codec = text(header.getOrDefault("avro.codec", codec.getBytes(StandardCharsets.UTF_8)));
  }

  private void block() throws IOException, DecodeException {
    long count = in.readLong();
    byte[] data = unpacked(bytes(in.readBytes(null)));
    left -= data.length;
    if (count < 0 || values.size() + count > MOST_VALUES) {
      throw new DecodeException("the Avro file holds more than " + MOST_VALUES + " values");
    }
    BinaryDecoder block = DecoderFactory.get().binaryDecoder(data, null);
    for (long i = 0; i < count; i++) {
      values.add(reader.next(block, data.length));
    }
    byte[] mark = new byte[SYNC];
    in.readFixed(mark);
    if (!block.isEnd() || !Arrays.equals(mark, sync)) {
      throw new IOException("a block does not end where it says");
    }
  }

  private byte[] unpacked(byte[] data) throws IOException, DecodeException {
    return switch (codec) {
      case "null" -> data;
      case "deflate" -> deflated(data);
      case "snappy" -> snappy(data);
      case "zstandard" -> Packing.zstd(data, left);
      default ->
          throw new DecodeException(
              "the Avro file is packed by "
                  + codec
                  + "; null, deflate, snappy and zstandard are read");
    };
  }

  private byte[] deflated(byte[] data) throws IOException, DecodeException {
    Inflater inflater = new Inflater(true);
    try (InflaterInputStream stream =
        new InflaterInputStream(new ByteArrayInputStream(data), inflater)) {
      return Bounded.read(stream, left, "deflate");
    } finally {
      inflater.end(); // a stream leaves one that it was given to its owner
    }
  }

  private byte[] snappy(byte[] data) throws IOException, DecodeException {
    int size = data.length - CHECKSUM;
    byte[] plain = SnappyBlocks.block(Arrays.copyOf(data, size), left);
    CRC32 crc = new CRC32();
    crc.update(plain);
    if ((int) crc.getValue() != ByteBuffer.wrap(data).getInt(size)) {
      throw new IOException("a checksum is wrong");
    }
    return plain;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
