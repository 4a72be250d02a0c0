package org.sluiceiot.kafka.decode.json;

import java.util.Map;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.SourceRecord;

/** A record's facts, put together when an expression first asks for one. For one thread. */
public final class Facts {
  private final SourceRecord record;
  private Map<String, String> facts;

  public Facts(SourceRecord record) {
    this.record = record;
  }

  /**
   * @param name without the prefix of {@link RecordMetadata}
   * @return null when the record has no such fact
   */
  String get(String name) {
    if (facts == null) {
      facts = RecordMetadata.of(record);
    }
    return facts.get(RecordMetadata.PREFIX + name);
  }
}
