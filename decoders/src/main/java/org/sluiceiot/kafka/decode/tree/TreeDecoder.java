package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.RecordNaming;
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

  /** Turns a record's value into several trees. */
  @FunctionalInterface
  public interface Trees {
    /**
     * @param record with a value
     * @return never null
     */
    List<JsonNode> read(SourceRecord record) throws DecodeException;
  }

  /** A decoder that reads the tree and maps it; a record without a value cannot be decoded. */
  public static Decoder of(Reader reader, JsonDecoderConfig fields, DecoderContext context) {
    return each(record -> List.of(reader.read(record)), fields, context);
  }

  /** A decoder that maps every tree; a record without a value cannot be decoded. */
  public static Decoder each(Trees reader, JsonDecoderConfig fields, DecoderContext context) {
    return new Mapped(reader, (JsonDecoder) fields.compile(context));
  }

  private record Mapped(Trees reader, JsonDecoder mapping) implements Decoder {
    @Override
    public List<EntityData> read(SourceRecord record) throws DecodeException {
      if (record.tombstone()) {
        throw new DecodeException("the record has no value");
      }
      List<JsonNode> trees = reader.read(record);
      if (trees.size() == 1) {
        return mapping.decode(trees.get(0), record);
      }
      List<EntityData> entities = new ArrayList<>();
      for (int i = 0; i < trees.size(); i++) {
        try {
          entities.addAll(mapping.decode(trees.get(i), record));
        } catch (DecodeException e) {
          throw new DecodeException("value " + (i + 1) + ": " + e.getMessage(), e);
        }
      }
      return entities;
    }

    @Override
    public RecordNaming naming() {
      return mapping.naming();
    }
  }

  /**
   * Reads by a Jackson mapper of another format than JSON: one value, or several objects or arrays
   * behind each other.
   */
  static Trees by(ObjectMapper mapper, String format) {
    return record -> {
      List<JsonNode> values = new ArrayList<>();
      long at = 0;
      try (JsonParser parser = mapper.createParser(record.value())) {
        while (at < record.value().length && parser.nextToken() != null) {
          values.add(ParsedTree.read(parser, record.value()));
          requireContainers(values, at, format);
          at = offset(parser);
        }
      } catch (IOException | RuntimeException e) {
        // Broad: the formats' readers throw many kinds at bytes that are not theirs, with texts of
        // their own insides.
        throw new DecodeException(
            values.isEmpty()
                ? "the payload is not " + format + why(e)
                : "byte %d: what follows is not %s".formatted(at, format) + why(e),
            e);
      }
      if (values.isEmpty()) {
        throw new DecodeException("the payload is empty, not " + format);
      }
      return values;
    };
  }

  private static String why(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MessagePackExtensions.WrongTimestamp
          || cause instanceof ParsedTree.NamedTwice
          || cause instanceof ParsedTree.TooDeep) {
        return ": " + cause.getMessage();
      }
    }
    return ", or is cut off";
  }

  private static void requireContainers(List<JsonNode> values, long at, String format)
      throws DecodeException {
    int last = values.size() - 1;
    if (last > 0 && !(values.get(0).isContainerNode() && values.get(last).isContainerNode())) {
      throw new DecodeException(
          "byte %d: something follows the %s value; only objects or arrays may follow each other"
              .formatted(at, format));
    }
  }

  /** Bytes read so far; MessagePack's parser counts them as characters. */
  private static long offset(JsonParser parser) {
    JsonLocation location = parser.currentLocation();
    return Math.max(location.getByteOffset(), location.getCharOffset());
  }
}
