package org.sluiceiot.kafka.downlink.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One metadata value, or all metadata as a JSON object for the key {@code *}. */
record MetadataField(String key) implements Field {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String resolve(MessageView message) {
    if (!key.equals("*")) {
      return message.message().metadata().get(key);
    }
    try {
      return JSON.writeValueAsString(message.message().metadata());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
  }

  /** Whether this reads what an uplink wrote about a Kafka record. */
  boolean readsInbound() {
    return key.equals("*") || key.startsWith("kafka.");
  }
}
