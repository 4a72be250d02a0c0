package org.sluiceiot.kafka.decode.avro;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.sluiceiot.kafka.decode.DecodeException;

/** Values of one schema as trees. Safe for any thread. */
final class AvroReader {
  private static final int FINGERPRINT_HEADER = 10;
  private static final short SINGLE_OBJECT = (short) 0xC301;
  private static final int REGISTRY_HEADER = 5;

  private final Schema schema;
  private final long fingerprint;

  /**
   * @throws AvroRuntimeException the schema is too large to be read by
   */
  AvroReader(Schema schema) {
    this.schema = SchemaSize.require(schema);
    this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
  }

  /**
   * The value alone, in single-object encoding with this schema's fingerprint, or behind a zero and
   * the id of a schema where nothing else fits.
   *
   * @throws DecodeException the data does not fit the schema
   */
  JsonNode readAny(ByteBuffer data) throws DecodeException {
    boolean single =
        data.remaining() >= FINGERPRINT_HEADER && data.getShort(data.position()) == SINGLE_OBJECT;
    if (single) {
      long other = data.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong(data.position() + 2);
      if (other == fingerprint) {
        return read(behind(data, FINGERPRINT_HEADER));
      }
    }
    try {
      return read(data);
    } catch (DecodeException e) {
      if (single) {
        throw new DecodeException(
            "the value is written with another schema than the one given: its fingerprint differs",
            e);
      }
      if (data.remaining() > REGISTRY_HEADER && data.get(data.position()) == 0) {
        return framed(data, e);
      }
      throw e;
    }
  }

  private JsonNode framed(ByteBuffer data, DecodeException plain) throws DecodeException {
    try {
      return read(behind(data, REGISTRY_HEADER));
    } catch (DecodeException e) {
      throw plain;
    }
  }

  private static ByteBuffer behind(ByteBuffer data, int header) {
    return data.duplicate().position(data.position() + header);
  }

  /**
   * @throws DecodeException the data does not fit the schema
   */
  JsonNode read(ByteBuffer data) throws DecodeException {
    int start = data.arrayOffset() + data.position();
    BinaryDecoder in =
        DecoderFactory.get().binaryDecoder(data.array(), start, data.remaining(), null);
    try {
      JsonNode tree = next(in, data.remaining());
      if (in.isEnd()) {
        return tree;
      }
    } catch (EOFException e) {
      throw new DecodeException(
          "the value does not fit the schema " + name() + ": it ends too early", e);
    } catch (BoundedReader.TooLarge e) {
      throw new DecodeException(
          "the value does not fit the schema " + name() + ": " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      // Broad: Avro throws many kinds at bytes that are not of the schema.
      throw new DecodeException("the value does not fit the schema " + name(), e);
    }
    throw new DecodeException("the value goes on after what the schema " + name() + " says");
  }

  /**
   * The value that the decoder stands at.
   *
   * @param length bytes that the decoder has at most
   * @throws BoundedReader.TooLarge it is larger than what is read
   */
  JsonNode next(BinaryDecoder in, int length) throws IOException {
    return AvroTree.of(new BoundedReader(schema, length).read(null, in), schema);
  }

  private String name() {
    return schema.getName();
  }
}
