package org.sluiceiot.kafka.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.SecureBroker;
import org.sluiceiot.fixtures.SecureBroker.Listener;

/** Connections to the {@link SecureBroker}, as JSON that tests may spoil. */
final class Connections {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Owner OWNER = FakeHost.owner("owner");

  private Connections() {}

  /** JSON with single quotes. */
  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static ObjectNode good(SecureBroker broker, Listener listener) {
    return broker.connection(listener);
  }

  static ObjectNode scram(String user, String password) {
    return JSON.createObjectNode()
        .put("type", "scram")
        .put("algorithm", "sha-512")
        .put("username", user)
        .put("password", password);
  }

  static ConnectionConfig read(JsonNode json) throws ConfigException {
    return ConfigReader.read(json, ConnectionConfig.class);
  }

  static KafkaClients clients(JsonNode json, FakeHost host) {
    try {
      return new KafkaClients(read(json), OWNER, host);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static KafkaClients clients(JsonNode json) {
    return clients(json, new FakeHost());
  }
}
