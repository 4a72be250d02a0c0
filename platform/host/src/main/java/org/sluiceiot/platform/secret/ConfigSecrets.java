package org.sluiceiot.platform.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluiceiot.api.config.Choices;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Variant;

/**
 * Finds the secrets in configurations, by the types of the configuration records, and hides or
 * reveals them. All methods leave their arguments unchanged. Safe for any thread.
 */
public final class ConfigSecrets {
  private static final String ENCRYPTED = "encrypted:";

  private final SecretKey key;

  public ConfigSecrets(SecretKey key) {
    this.key = key;
  }

  /**
   * What becomes of one secret, given the same place of the other document (or null); null takes it
   * out.
   */
  private interface Change {
    String of(String secret, String other);
  }

  /**
   * For storing. Whatever a user sends is encrypted, also what looks encrypted already; a
   * placeholder that stands for nothing is taken out, so that the secret counts as missing.
   *
   * @param stored the configuration stored so far, whose secrets stand for placeholders; or null
   */
  public JsonNode encrypt(JsonNode config, JsonNode stored, Class<?> type) {
    return walk(
        config,
        stored,
        type,
        null,
        (secret, other) ->
            secret.equals(Secret.PLACEHOLDER) ? other : ENCRYPTED + key.encrypt(secret));
  }

  /** For using. */
  public JsonNode decrypt(JsonNode config, Class<?> type) {
    return walk(
        config,
        null,
        type,
        null,
        (secret, other) ->
            secret.startsWith(ENCRYPTED)
                ? key.decrypt(secret.substring(ENCRYPTED.length()))
                : secret);
  }

  /** For showing. */
  public JsonNode hide(JsonNode config, Class<?> type) {
    return walk(config, null, type, null, (secret, other) -> Secret.PLACEHOLDER);
  }

  /** For showing a configuration of an unknown type: hides what is encrypted. */
  public static JsonNode hideEncrypted(JsonNode config) {
    if (config.isTextual() && config.textValue().startsWith(ENCRYPTED)) {
      return TextNode.valueOf(Secret.PLACEHOLDER);
    }
    JsonNode copy = config.deepCopy();
    if (copy instanceof ObjectNode object) {
      config.properties().forEach(e -> object.set(e.getKey(), hideEncrypted(e.getValue())));
    } else if (copy instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, hideEncrypted(config.get(i)));
      }
    }
    return copy;
  }

  /**
   * @param property whose type it is, or that of whose entries; null at the root
   */
  private static JsonNode walk(
      JsonNode node, JsonNode other, Type type, Property property, Change change) {
    if (node == null || node.isNull()) {
      return node;
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(node, other, arguments[0], property, change)
          : map(node, other, arguments[arguments.length - 1], property, change);
    }
    if (type == Secret.class) {
      if (!node.isTextual()) {
        return node;
      }
      String stored = other != null && other.isTextual() ? other.textValue() : null;
      String changed = change.of(node.textValue(), stored);
      return changed == null ? NullNode.getInstance() : TextNode.valueOf(changed);
    }
    if (type instanceof Class<?> raw) {
      List<Class<? extends Record>> choices = Choices.of(raw, property);
      Class<?> record = choices.isEmpty() ? raw : variant(node, choices);
      if (record != null && record.isRecord() && node.isObject()) {
        return object((ObjectNode) node, other, record, change);
      }
    }
    return node;
  }

  private static JsonNode object(ObjectNode node, JsonNode other, Class<?> record, Change change) {
    ObjectNode copy = node.deepCopy();
    for (RecordComponent component : record.getRecordComponents()) {
      JsonNode value = node.get(component.getName());
      if (value != null) {
        copy.set(
            component.getName(),
            walk(
                value,
                at(other, component.getName()),
                component.getGenericType(),
                component.getAnnotation(Property.class),
                change));
      }
    }
    return copy;
  }

  private static JsonNode list(
      JsonNode node, JsonNode other, Type element, Property property, Change change) {
    if (!node.isArray()) {
      return node;
    }
    ArrayNode copy = node.deepCopy();
    for (int i = 0; i < node.size(); i++) {
      copy.set(
          i, walk(node.get(i), other == null ? null : other.get(i), element, property, change));
    }
    return copy;
  }

  private static JsonNode map(
      JsonNode node, JsonNode other, Type element, Property property, Change change) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode copy = node.deepCopy();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      copy.set(
          entry.getKey(),
          walk(entry.getValue(), at(other, entry.getKey()), element, property, change));
    }
    return copy;
  }

  private static JsonNode at(JsonNode other, String name) {
    return other == null ? null : other.get(name);
  }

  private static Class<?> variant(JsonNode node, List<Class<? extends Record>> choices) {
    // In any case, as the configuration reader takes it: what it reads as a secret is kept as one.
    String wanted = node.path("type").asText().toLowerCase(Locale.ROOT);
    for (Class<?> candidate : choices) {
      if (candidate.getAnnotation(Variant.class).value().equals(wanted)) {
        return candidate;
      }
    }
    return null;
  }
}
