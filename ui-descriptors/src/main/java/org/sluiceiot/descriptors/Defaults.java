package org.sluiceiot.descriptors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Secret;

/** Values written in annotations, as JSON. */
final class Defaults {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Defaults() {}

  /**
   * @throws IllegalArgumentException the text is no value of this type
   */
  static JsonNode read(String text, Class<?> type) {
    if (type.isEnum()) {
      return constant(text, type);
    }
    if (type == String.class
        || type == Secret.class
        || type == Duration.class
        || type == DataSize.class) {
      return TextNode.valueOf(text);
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("'" + text + "' is not JSON", e);
    }
  }

  private static JsonNode constant(String text, Class<?> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(PropertySchema::nameOf).toList();
    String name = text.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    if (!names.contains(name)) {
      throw new IllegalArgumentException("'" + text + "' is none of " + names);
    }
    return TextNode.valueOf(name);
  }
}
