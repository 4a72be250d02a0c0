package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.uplink.engine.Engine;

/** The integration's own commands. Safe for any thread. */
final class Commands {
  private final Engine engine;
  private final KafkaClients clients;
  private final Owner owner;

  Commands(Engine engine, KafkaClients clients, Owner owner) {
    this.engine = engine;
    this.clients = clients;
    this.owner = owner;
  }

  /**
   * @throws IllegalArgumentException no such command, or wrong arguments
   */
  JsonNode run(String name, JsonNode arguments) {
    return switch (name) {
      case "statistics" -> engine.statistics();
      case "last-inputs" -> engine.lastInputs();
      case "resume" -> JsonNodeFactory.instance.objectNode().put("resumed", engine.resumeStopped());
      default ->
          throw new IllegalArgumentException(
              "unknown command '" + name + "'; use statistics, last-inputs or resume");
    };
  }
}
