package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Reads a record's value as JSON. Stateless, safe for any thread. */
public final class JsonPayload {
  private static final int DEEPEST = 200;

  /** Strict JSON, except that NaN is let in, as devices write it; bounded in depth. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .nodeFactory(new CompactNodes())
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
  }

  private JsonPayload() {}

  /**
   * @throws DecodeException the record has no value or it is not JSON; with line and column
   */
  public static JsonNode of(SourceRecord record) throws DecodeException {
    if (record.tombstone()) {
      throw new DecodeException("the record has no value");
    }
    return read(record.value());
  }

  /**
   * @throws DecodeException not JSON; with line and column
   */
  public static JsonNode read(byte[] bytes) throws DecodeException {
    JsonNode plain = PlainJson.read(bytes);
    if (plain != null) {
      return plain;
    }
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node == null || node.isMissingNode()) {
        throw new DecodeException("the payload is empty, not JSON");
      }
      return node;
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      String at =
          where == null
              ? ""
              : "line " + where.getLineNr() + ", column " + where.getColumnNr() + ": ";
      throw new DecodeException(at + "the payload is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new DecodeException("the payload cannot be read: " + e.getMessage(), e);
    }
  }
}
