package org.sluiceiot.kafka.downlink.template;

import com.fasterxml.jackson.core.JsonProcessingException;

/** One metadata value, or all metadata as a JSON object for the key {@code *}. */
record MetadataField(String key) implements Field {
  @Override
  public String resolve(MessageView message) {
    if (!key.equals("*")) {
      return message.message().metadata().get(key);
    }
    try {
      return DataJson.MAPPER.writeValueAsString(message.message().metadata());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
  }

  /** Whether this reads what an uplink wrote about a Kafka record. */
  boolean readsInbound() {
    return key.equals("*") || key.startsWith("kafka.");
  }
}
