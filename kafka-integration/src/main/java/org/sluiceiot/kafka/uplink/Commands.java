package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.common.KafkaException;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetterJson;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetters;
import org.sluiceiot.kafka.uplink.engine.Engine;

/** The integration's own commands. Safe for any thread. */
final class Commands {
  private static final int SHOWN = 20;
  private static final int MOST_SHOWN = 500;

  private final Engine engine;
  private final KafkaClients clients;

  Commands(Engine engine, KafkaClients clients) {
    this.engine = engine;
    this.clients = clients;
  }

  /**
   * @throws IllegalArgumentException no such command, wrong arguments, or the broker does not
   *     answer
   */
  JsonNode run(String name, JsonNode arguments) {
    try {
      return switch (name) {
        case "statistics" -> engine.statistics();
        case "last-inputs" -> engine.lastInputs();
        case "resume" -> object().put("resumed", engine.resumeStopped());
        case "dead-letters" -> deadLetters(arguments);
        case "redrive" -> redrive(arguments);
        default ->
            throw new IllegalArgumentException(
                "unknown command '%s'; use statistics, last-inputs, resume, dead-letters or redrive"
                    .formatted(name));
      };
    } catch (KafkaException e) {
      throw new IllegalArgumentException("the broker did not do it: " + e.getMessage(), e);
    }
  }

  private JsonNode deadLetters(JsonNode arguments) {
    int count = (int) number(arguments, "count", SHOWN, MOST_SHOWN);
    ArrayNode letters = JsonNodeFactory.instance.arrayNode();
    topic().last(count).forEach(record -> letters.add(DeadLetterJson.of(record)));
    ObjectNode result = object().put("topic", engine.subscription().deadLetterTopic());
    result.set("letters", letters);
    return result;
  }

  private JsonNode redrive(JsonNode arguments) {
    long most = number(arguments, "max", Long.MAX_VALUE, Long.MAX_VALUE);
    DeadLetters.Redriven done = topic().redrive(most, engine.subscription()::reads);
    return object().put("sent", done.sent()).put("skipped", done.skipped());
  }

  private DeadLetters topic() {
    return new DeadLetters(
        clients, engine.subscription().deadLetterTopic(), engine.subscription().groupId());
  }

  private static long number(JsonNode arguments, String name, long otherwise, long most) {
    JsonNode given = arguments.path(name);
    if (given.isMissingNode()) {
      return otherwise;
    }
    if (!given.canConvertToLong() || given.asLong() < 1 || given.asLong() > most) {
      throw new IllegalArgumentException(name + " must be a whole number from 1 to " + most);
    }
    return given.asLong();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
