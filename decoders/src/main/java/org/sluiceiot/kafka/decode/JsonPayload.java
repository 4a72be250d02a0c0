package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sluiceiot.api.entity.EntityData;

/** Reads a record's value as JSON. Stateless, safe for any thread. */
public final class JsonPayload {
  /** Arrays and objects inside each other that are read, of every format. */
  public static final int DEEPEST = 200;

  /** Lengths of what stands before JSON behind a schema's id. */
  private static final int[] FRAMES = {5, 9};

  /**
   * Strict JSON, except that NaN is let in, as devices write it; bounded in depth. A name that
   * stands twice in an object is an error: one of its values would be lost.
   */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .nodeFactory(new CompactNodes())
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
  }

  /** Reads one value and leaves what follows to the next call. */
  private static final ObjectReader SEVERAL =
      MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonPayload() {}

  /** What is done with one JSON value. */
  @FunctionalInterface
  public interface Reader {
    /** The entities of a value. */
    List<EntityData> read(JsonNode value) throws DecodeException;
  }

  /**
   * The entities of every JSON value of a record: one, or several behind each other, each on a line
   * of its own or not.
   *
   * @throws DecodeException the record has no value, or it is not JSON; with line and column
   */
  public static List<EntityData> each(SourceRecord record, Reader reader) throws DecodeException {
    List<JsonNode> values = all(record);
    if (values.size() == 1) {
      return reader.read(values.get(0));
    }
    List<EntityData> entities = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      try {
        entities.addAll(reader.read(values.get(i)));
      } catch (TransientDecodeException e) {
        throw e;
      } catch (DecodeException e) {
        throw new DecodeException("value " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return entities;
  }

  /**
   * The JSON values of a record: one, or several objects or arrays behind each other.
   *
   * @return never empty
   * @throws DecodeException the record has no value, or it is not JSON; with line and column
   */
  public static List<JsonNode> all(SourceRecord record) throws DecodeException {
    byte[] bytes = unframed(bytes(record));
    JsonNode plain = PlainJson.read(bytes);
    return plain != null ? List.of(ConnectSchema.apply(plain)) : slow(bytes);
  }

  /**
   * @throws DecodeException the record has no value or it is not one JSON value; with line and
   *     column
   */
  public static JsonNode of(SourceRecord record) throws DecodeException {
    return read(bytes(record));
  }

  private static byte[] bytes(SourceRecord record) throws DecodeException {
    if (record.tombstone()) {
      throw new DecodeException("the record has no value");
    }
    return record.value();
  }

  /**
   * One JSON value, also behind the id of its schema.
   *
   * @throws DecodeException not JSON; with line and column
   */
  public static JsonNode read(byte[] bytes) throws DecodeException {
    byte[] own = unframed(bytes);
    JsonNode plain = PlainJson.read(own);
    if (plain != null) {
      return ConnectSchema.apply(plain);
    }
    List<JsonNode> values = slow(own);
    if (values.size() > 1) {
      throw new DecodeException("something follows the JSON value, which must be alone here");
    }
    return values.get(0);
  }

  private static List<JsonNode> slow(byte[] bytes) throws DecodeException {
    List<JsonNode> values = new ArrayList<>();
    try (JsonParser parser = SEVERAL.createParser(bytes)) {
      while (parser.nextToken() != null) {
        JsonLocation start = parser.currentTokenLocation();
        values.add(ConnectSchema.apply(SEVERAL.readTree(parser)));
        if (values.size() > 1 && !(container(values.get(0)) && container(last(values)))) {
          throw new DecodeException(
              ("line %d, column %d: something follows the JSON value; only objects or arrays may"
                      + " follow each other")
                  .formatted(start.getLineNr(), start.getColumnNr()));
        }
      }
    } catch (JsonProcessingException e) {
      throw JsonErrors.of(bytes, e);
    } catch (IOException e) {
      throw new DecodeException("the payload is not JSON: its characters cannot be read", e);
    }
    if (values.isEmpty()) {
      throw new DecodeException("the payload is empty, not JSON");
    }
    return values;
  }

  private static boolean container(JsonNode node) {
    return node.isContainerNode();
  }

  private static JsonNode last(List<JsonNode> values) {
    return values.get(values.size() - 1);
  }

  /**
   * Takes away a zero and a schema's id of four or eight bytes, which serializers of JSON Schema
   * put before an object or array.
   */
  private static byte[] unframed(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != 0) {
      return bytes;
    }
    for (int header : FRAMES) {
      if (bytes.length > header && (bytes[header] == '{' || bytes[header] == '[')) {
        return Arrays.copyOfRange(bytes, header, bytes.length);
      }
    }
    return bytes;
  }
}
