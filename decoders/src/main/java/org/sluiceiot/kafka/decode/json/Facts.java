package org.sluiceiot.kafka.decode.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.SourceRecord;

/** A record's facts, put together when an expression first asks for one. For one thread. */
public final class Facts {
  private static final String INTO_KEY = "key/";

  private final SourceRecord record;
  private Map<String, String> facts;
  private JsonNode timestamp;
  private JsonNode text;
  private JsonNode inText;

  public Facts(SourceRecord record) {
    this.record = record;
  }

  /**
   * @param name without the prefix of {@link RecordMetadata}; {@code key/a/b} looks into a key that
   *     is JSON
   * @return null when the record has no such fact
   */
  JsonNode get(String name) {
    if (name.startsWith(INTO_KEY)) {
      return intoKey(name.substring(INTO_KEY.length() - 1));
    }
    return switch (name) {
      case "timestamp" -> timestamp();
      case "offset" -> LongNode.valueOf(record.offset());
      case "partition" -> LongNode.valueOf(record.partition());
      default -> {
        if (facts == null) {
          facts = RecordMetadata.of(record);
        }
        String fact = facts.get(RecordMetadata.PREFIX + name);
        yield fact == null ? null : TextNode.valueOf(fact);
      }
    };
  }

  private JsonNode timestamp() {
    if (timestamp == null && record.timestamp() != null) {
      timestamp = LongNode.valueOf(record.timestamp().toEpochMilli());
    }
    return timestamp;
  }

  /**
   * The record's own time when a value is that fact, which is not written in the format of the
   * payload's times; else null.
   */
  Instant time(JsonNode value) {
    return value == timestamp ? record.timestamp() : null;
  }

  /** The object or array that a text holds as JSON, or null when it holds none. */
  JsonNode json(JsonNode given) {
    if (text != given) {
      text = given;
      inText = parsed(given.textValue().strip());
    }
    return inText;
  }

  private static JsonNode parsed(String given) {
    if (!given.startsWith("{") && !given.startsWith("[")) {
      return null;
    }
    try {
      return JsonPayload.read(given.getBytes(StandardCharsets.UTF_8));
    } catch (DecodeException e) {
      return null; // a text that only begins like JSON: it has no members
    }
  }

  private JsonNode intoKey(String pointer) {
    if (record.key() == null) {
      return null;
    }
    try {
      JsonNode found = JsonPayload.read(record.key()).at(pointer);
      return found.isMissingNode() || found.isNull() ? null : found;
    } catch (DecodeException | IllegalArgumentException e) {
      return null; // not JSON: it has no such member
    }
  }
}
