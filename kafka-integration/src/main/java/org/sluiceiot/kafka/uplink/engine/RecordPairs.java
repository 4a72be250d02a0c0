package org.sluiceiot.kafka.uplink.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.uplink.route.RecordTemplate;

/** The integration's own metadata pairs. Immutable, safe for any thread. */
final class RecordPairs {
  private final Map<String, RecordTemplate> templates = new LinkedHashMap<>();
  private final String integrationName;

  RecordPairs(Map<String, String> pairs, String integrationName) {
    pairs.forEach((name, text) -> templates.put(name, new RecordTemplate(text)));
    this.integrationName = integrationName;
  }

  /** Whether nothing is configured. */
  boolean isEmpty() {
    return templates.isEmpty();
  }

  void addTo(Map<String, String> metadata, SourceRecord record) {
    metadata.put(RecordMetadata.INTEGRATION_NAME, integrationName);
    templates.forEach((name, template) -> metadata.put(name, template.render(record)));
  }
}
