package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.integration.Integration;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.thingsboard.node.DeliveryConfig.Strategy;

/**
 * An uplink node's JSON, taken apart: how it delivers, which is this binding's own, and the
 * integration's configuration at its present version.
 */
record UplinkDocument(DeliveryConfig delivery, JsonNode integration) {
  /** The part of the JSON that is the binding's own. */
  static final String DELIVERY = "delivery";

  private static final String PROCESSING = "processing";

  /**
   * @param warning told of what has no effect
   * @throws ConfigException every problem, each with its path
   */
  static UplinkDocument read(
      JsonNode given, Integration integration, IntegrationType type, Consumer<String> warning)
      throws ConfigException {
    List<Problem> problems = new ArrayList<>();
    DeliveryConfig delivery = delivery(given.path(DELIVERY), warning, problems);
    JsonNode plain = withoutDelivery(given);
    JsonNode config = null;
    try {
      JsonNode upgraded = integration.upgrade(version(type, plain), plain);
      config = Configurations.known(upgraded, type.config(), warning);
      if (delivery != null && delivery.strategy() == Strategy.OWN_CHAIN_PIPELINED) {
        config = pipelined(config, problems);
      }
      problems.addAll(Configurations.problems(config, type.config(), "/sluice/kafka-uplink.json"));
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new UplinkDocument(delivery, config);
  }

  /** A pasted document of ThingsBoard PE's integration is what version 1 replaces. */
  private static int version(IntegrationType type, JsonNode config) {
    boolean foreign = config.has("clientConfiguration") || config.has("configuration");
    return foreign ? 0 : type.version();
  }

  /**
   * Records are handed over in the order of their partitions, by one thread that does not wait for
   * the acknowledgement of the record before.
   */
  private static JsonNode pipelined(JsonNode config, List<Problem> problems) {
    if (config.path(PROCESSING).has("order") || config.path(PROCESSING).has("workers")) {
      problems.add(
          new Problem(
              PROCESSING,
              "order and workers are given by delivery 'own-chain-pipelined'",
              "leave both out"));
      return config;
    }
    ObjectNode copy = config.deepCopy();
    copy.withObject("/" + PROCESSING).put("order", "none").put("workers", 1);
    return copy;
  }

  private static DeliveryConfig delivery(
      JsonNode given, Consumer<String> warning, List<Problem> problems) {
    if (!given.isObject() && !given.isTextual() && !given.isMissingNode() && !given.isNull()) {
      problems.add(
          new Problem(
              DELIVERY, "must be a text or an object", "write device-profile or own-chain"));
      return null;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    JsonNode whole =
        given.isObject() ? given : given.isTextual() ? object.set("strategy", given) : object;
    ConfigReader.Reading<DeliveryConfig> reading =
        ConfigReader.tryRead(whole, DeliveryConfig.class);
    for (Problem unknown : reading.unknown()) {
      warning.accept("ignored in the configuration: " + below(unknown, DELIVERY));
    }
    for (Problem problem : reading.problems()) {
      // A text stands for the strategy alone, so that is where its writer looks.
      problems.add(
          given.isTextual()
              ? new Problem(DELIVERY, problem.text(), problem.remedy())
              : below(problem, DELIVERY));
    }
    return reading.value();
  }

  private static Problem below(Problem problem, String path) {
    return new Problem(path + "." + problem.path(), problem.text(), problem.remedy());
  }

  /** The configuration without the binding's own part. */
  static JsonNode withoutDelivery(JsonNode config) {
    if (!config.has(DELIVERY)) {
      return config;
    }
    ObjectNode copy = config.deepCopy();
    copy.remove(DELIVERY);
    return copy;
  }
}
