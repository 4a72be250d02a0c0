package org.sluiceiot.kafka.decode.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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

  public Facts(SourceRecord record) {
    this.record = record;
  }

  /**
   * @param name without the prefix of {@link RecordMetadata}; {@code key/a/b} looks into a key that
   *     is JSON
   * @return null when the record has no such fact
   */
  String get(String name) {
    if (name.startsWith(INTO_KEY)) {
      return intoKey(name.substring(INTO_KEY.length() - 1));
    }
    if (facts == null) {
      facts = RecordMetadata.of(record);
    }
    return facts.get(RecordMetadata.PREFIX + name);
  }

  private String intoKey(String pointer) {
    try {
      JsonNode found =
          record.key() == null
              ? MissingNode.getInstance()
              : JsonPayload.read(record.key()).at(pointer);
      boolean nothing = found.isMissingNode() || found.isNull();
      return nothing ? null : found.isValueNode() ? found.asText() : found.toString();
    } catch (DecodeException | IllegalArgumentException e) {
      return null; // not JSON: it has no such member
    }
  }
}
