package org.sluiceiot.thingsboard.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.config.SettingsDocument;

/** Makes the plugin's settings object of flat properties: one name per leaf of the records. */
final class SettingsReader {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "sluice";

  /** Names already warned of: the settings are read whenever a node starts. */
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  private final OperatorProperties properties;
  private final Set<String> known =
      new LinkedHashSet<>(
          List.of(Policy.TENANTS, Policy.DATA, Policy.FAILED_AFTER, Policy.ALLOW_OWN_CLUSTER));

  private SettingsReader(OperatorProperties properties) {
    this.properties = properties;
  }

  /**
   * @throws ConfigException every wrong value, each with its path
   */
  static JsonNode read(OperatorProperties properties, List<Class<? extends Record>> parts)
      throws ConfigException {
    SettingsReader reader = new SettingsReader(properties);
    ObjectNode settings = JSON.createObjectNode();
    parts.forEach(part -> settings.setAll(reader.object(PREFIX, part)));
    reader.properties.unknown(reader.known).forEach(SettingsReader::warn);
    List<Problem> problems = SettingsDocument.problems(settings, parts);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return settings;
  }

  private static void warn(String name) {
    if (WARNED.add(name)) {
      LOG.warn("Property {} is not known to the Kafka nodes (sluice) and has no effect", name);
    }
  }

  private ObjectNode object(String path, Class<?> type) {
    ObjectNode result = JSON.createObjectNode();
    for (RecordComponent component : type.getRecordComponents()) {
      value(path + "." + component.getName(), component.getType())
          .ifPresent(value -> result.set(component.getName(), value));
    }
    return result;
  }

  private Optional<JsonNode> value(String path, Class<?> type) {
    if (type.isRecord() && type != DataSize.class) {
      ObjectNode nested = object(path, type);
      return nested.isEmpty() ? Optional.empty() : Optional.of(nested);
    }
    known.add(path);
    return properties.get(path).map(text -> leaf(text.strip(), type));
  }

  private static JsonNode leaf(String text, Class<?> type) {
    if (type == List.class && !text.startsWith("[")) {
      ArrayNode list = JSON.createArrayNode();
      Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(element -> !element.isEmpty())
          .forEach(element -> list.add(element));
      return list;
    }
    boolean json =
        type.isPrimitive()
            || type == List.class
            || type == Map.class
            || type == JsonNode.class
            || Number.class.isAssignableFrom(type)
            || type == Boolean.class;
    return json ? json(text) : TextNode.valueOf(text);
  }

  /** What is not JSON stays a text, and the reader names it as a problem. */
  private static JsonNode json(String text) {
    try {
      JsonNode value = JSON.readTree(text);
      return value == null || value.isMissingNode() ? TextNode.valueOf(text) : value;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }
}
