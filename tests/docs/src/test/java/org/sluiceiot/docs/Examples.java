package org.sluiceiot.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.plugin.SluicePlugin;
import org.sluiceiot.platform.plugin.ConfigRules;
import org.sluiceiot.platform.plugin.IntegrationChoice;
import org.sluiceiot.platform.plugin.LoadedPlugin;
import org.sluiceiot.platform.plugin.NodeChoice;
import org.sluiceiot.platform.plugin.Plugins;
import org.sluiceiot.thingsboard.node.DeliveryConfig;

/**
 * Checks examples of configurations as the host does when one is saved: against the form
 * description in the plugin's jar and with the reader of the type.
 *
 * <p>The kind of an example is the type whose configuration it is. What is only a part says which:
 * {@code kafka-uplink/decoder} is the value of that property, {@code kafka-uplink/*} are some
 * properties. A part is put into the smallest configuration of its type.
 */
final class Examples implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> SMALLEST =
      Map.of(
          "kafka-uplink",
          "{\"connection\":{\"bootstrapServers\":\"localhost:9092\"},\"topics\":[\"readings\"]}",
          "kafka-downlink",
          "{\"connection\":{\"bootstrapServers\":\"localhost:9092\"},\"topic\":\"readings\"}",
          "kafka-settings",
          "{}");

  /** The uplink node of ThingsBoard: an integration's configuration with a property of its own. */
  private static final String THINGSBOARD_UPLINK = "thingsboard-uplink";

  private final ConfigRules rules = new ConfigRules();
  private final Plugins plugins = new Plugins(Distribution.PLUGINS);

  /**
   * @param kind as above
   * @param text JSON; braces around properties may be missing
   * @throws ConfigException what is wrong with it
   */
  void check(String kind, String text) throws ConfigException, JsonProcessingException {
    String[] parts = kind.split("/", 2);
    JsonNode given = parse(text);
    String type = parts[0];
    if (type.equals(THINGSBOARD_UPLINK)) {
      given = withoutDelivery(given);
      type = "kafka-uplink";
    }
    if (!SMALLEST.containsKey(type)) {
      throw new ConfigException("", "no type '" + type + "' is known", "use " + SMALLEST.keySet());
    }
    require(type, parts.length == 1 ? given : within(type, parts[1], given));
  }

  /** JSON, or properties without the braces around them. */
  static JsonNode parse(String text) throws JsonProcessingException {
    return JSON.readTree(text.stripLeading().startsWith("\"") ? "{" + text + "}" : text);
  }

  private static JsonNode within(String type, String part, JsonNode given)
      throws JsonProcessingException {
    ObjectNode whole = (ObjectNode) JSON.readTree(SMALLEST.get(type));
    if (!part.equals("*")) {
      return whole.set(part, given);
    }
    if (given.has("topicPattern")) {
      whole.remove("topics"); // Either topics or a pattern.
    }
    return whole.setAll((ObjectNode) given);
  }

  private static JsonNode withoutDelivery(JsonNode given) throws ConfigException {
    JsonNode delivery = given.path("delivery");
    ConfigReader.read(
        delivery.isTextual() ? JSON.createObjectNode().set("strategy", delivery) : delivery,
        DeliveryConfig.class);
    return given.<ObjectNode>deepCopy().without("delivery");
  }

  private void require(String type, JsonNode config) throws ConfigException {
    for (LoadedPlugin plugin : plugins.all()) {
      for (SluicePlugin provider : plugin.providers()) {
        for (var node : provider.nodes()) {
          if (node.type().equals(type)) {
            rules.require(new NodeChoice(node, plugin), config);
            return;
          }
        }
        for (var integration : provider.integrations()) {
          if (integration.type().equals(type)) {
            rules.require(new IntegrationChoice(integration, plugin), config);
            return;
          }
        }
      }
      List<Class<? extends Record>> settings =
          plugin.providers().stream().flatMap(provider -> provider.settings().stream()).toList();
      if (type.equals("kafka-settings") && !settings.isEmpty()) {
        rules.requireSettings(settings, config);
        return;
      }
    }
    throw new AssertionError("no plugin in " + Distribution.PLUGINS + " brings " + type);
  }

  @Override
  public void close() {
    plugins.close();
  }
}
