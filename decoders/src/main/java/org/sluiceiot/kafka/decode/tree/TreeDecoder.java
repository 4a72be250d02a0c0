package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.json.JsonDecoder;
import org.sluiceiot.kafka.decode.json.JsonDecoderConfig;

/** Makes decoders of formats that have a tree. Stateless. */
public final class TreeDecoder {
  private TreeDecoder() {}

  /** Turns a record's value into a tree. */
  @FunctionalInterface
  public interface Reader {
    /**
     * @param record with a value
     * @return never null
     */
    JsonNode read(SourceRecord record) throws DecodeException;
  }

  /** A decoder that reads the tree and maps it; a record without a value cannot be decoded. */
  public static Decoder of(Reader reader, JsonDecoderConfig fields, DecoderContext context) {
    JsonDecoder mapping = (JsonDecoder) fields.compile(context);
    return record -> {
      if (record.tombstone()) {
        throw new DecodeException("the record has no value");
      }
      return mapping.decode(reader.read(record), record);
    };
  }

  /** Reads by a Jackson mapper of another format than JSON. */
  static Reader by(ObjectMapper mapper, String format) {
    return record -> {
      try {
        JsonNode node = mapper.readTree(record.value());
        if (node == null || node.isMissingNode()) {
          throw new DecodeException("the payload is empty, not " + format);
        }
        return JsonOnly.of(node);
      } catch (JsonProcessingException e) {
        throw new DecodeException(
            "the payload is not " + format + ": " + e.getOriginalMessage(), e);
      } catch (IOException | IllegalArgumentException e) {
        throw new DecodeException("the payload is not " + format + ": " + e.getMessage(), e);
      } catch (RuntimeException e) {
        // Broad: the formats' readers throw many kinds at bytes that are not theirs, with texts of
        // their own insides.
        throw new DecodeException("the payload is not " + format, e);
      }
    };
  }
}
