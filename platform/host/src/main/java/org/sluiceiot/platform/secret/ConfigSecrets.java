package org.sluiceiot.platform.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluiceiot.api.config.Choices;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Variant;

/**
 * Finds the secrets in configurations, by the types of the configuration records, and hides or
 * reveals them. All methods leave their arguments unchanged. Safe for any thread.
 */
public final class ConfigSecrets {
  static final String ENCRYPTED = "encrypted:";

  /** Behind it what is bound to its owner and field; earlier versions wrote it without. */
  private static final String BOUND = ENCRYPTED + "bound:";

  private static final byte[] UNBOUND = {};

  private static final String OTHER_KEY =
      "it was encrypted with another key than the host has, or for another place; put the former"
          + " secret.key back, or enter it anew";

  private final SecretKey key;

  public ConfigSecrets(SecretKey key) {
    this.key = key;
  }

  /**
   * What becomes of one secret at a path, given the same place of the other document (or null);
   * null takes it out.
   */
  private interface Change {
    String of(String secret, String other, String path);
  }

  /**
   * For storing. Whatever a user sends is encrypted, also what looks encrypted already; a
   * placeholder that stands for nothing is taken out, so that the secret counts as missing. A
   * stored secret that an earlier version did not bind to its place is bound now.
   *
   * @param stored the configuration stored so far, whose secrets stand for placeholders; or null
   * @throws ConfigException the host has no usable key; at the secrets that would need it
   */
  public JsonNode encrypt(JsonNode config, JsonNode stored, Class<?> type, SecretOwner owner)
      throws ConfigException {
    List<Problem> problems = new ArrayList<>();
    JsonNode kept =
        walk(
            config,
            stored,
            type,
            (secret, other, path) -> {
              if (secret.equals(Secret.PLACEHOLDER)) {
                return rebound(other, owner, path);
              }
              if (key.problem() != null) {
                problems.add(new Problem(path, "cannot be stored: " + key.problem(), ""));
                return null;
              }
              return bound(secret, owner, path);
            },
            "");
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return kept;
  }

  private String bound(String secret, SecretOwner owner, String path) {
    return BOUND + key.encrypt(secret, owner.associatedData(path));
  }

  /** What cannot be read stays as it is: the right key may come back. */
  private String rebound(String stored, SecretOwner owner, String path) {
    if (stored == null || !stored.startsWith(ENCRYPTED) || stored.startsWith(BOUND)) {
      return stored;
    }
    String clear = clear(stored, owner, path);
    return clear == null ? stored : bound(clear, owner, path);
  }

  /** Null when it cannot be read. */
  private String clear(String stored, SecretOwner owner, String path) {
    return stored.startsWith(BOUND)
        ? key.decrypt(stored.substring(BOUND.length()), owner.associatedData(path))
        : key.decrypt(stored.substring(ENCRYPTED.length()), UNBOUND);
  }

  /**
   * For using.
   *
   * @throws UnreadableSecretsException names all that cannot be read
   */
  public JsonNode decrypt(JsonNode config, Class<?> type, SecretOwner owner) {
    List<String> unreadable = new ArrayList<>();
    JsonNode clear =
        walk(
            config,
            null,
            type,
            (secret, other, path) -> {
              if (!secret.startsWith(ENCRYPTED)) {
                return secret;
              }
              String text = clear(secret, owner, path);
              if (text == null) {
                unreadable.add(path);
              }
              return text;
            },
            "");
    if (!unreadable.isEmpty()) {
      throw new UnreadableSecretsException(
          unreadable, key.problem() == null ? OTHER_KEY : key.problem());
    }
    return clear;
  }

  /** For showing. */
  public JsonNode hide(JsonNode config, Class<?> type) {
    return walk(config, null, type, (secret, other, path) -> Secret.PLACEHOLDER, "");
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

  private static JsonNode walk(
      JsonNode node, JsonNode other, Type type, Change change, String path) {
    return walk(node, other, type, null, change, path);
  }

  /**
   * @param property whose type it is, or that of whose entries; null at the root
   */
  private static JsonNode walk(
      JsonNode node, JsonNode other, Type type, Property property, Change change, String path) {
    if (node == null || node.isNull()) {
      return node;
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(node, other, arguments[0], property, change, path)
          : map(node, other, arguments[arguments.length - 1], property, change, path);
    }
    if (type == Secret.class) {
      return node.isTextual() ? secret(node, other, change, path) : node;
    }
    if (type instanceof Class<?> raw) {
      List<Class<? extends Record>> choices = Choices.of(raw, property);
      Class<?> record = choices.isEmpty() ? raw : variant(node, choices);
      if (record != null && record.isRecord() && node.isObject()) {
        return object((ObjectNode) node, other, record, change, path);
      }
    }
    return node;
  }

  private static JsonNode secret(JsonNode node, JsonNode other, Change change, String path) {
    String stored = other != null && other.isTextual() ? other.textValue() : null;
    String changed = change.of(node.textValue(), stored, path);
    return changed == null ? NullNode.getInstance() : TextNode.valueOf(changed);
  }

  private static JsonNode object(
      ObjectNode node, JsonNode other, Class<?> record, Change change, String path) {
    ObjectNode copy = node.deepCopy();
    for (RecordComponent component : record.getRecordComponents()) {
      String name = component.getName();
      JsonNode value = node.get(name);
      if (value != null) {
        Type type = component.getGenericType();
        Property property = component.getAnnotation(Property.class);
        copy.set(name, walk(value, at(other, name), type, property, change, under(path, name)));
      }
    }
    return copy;
  }

  private static JsonNode list(
      JsonNode node, JsonNode other, Type element, Property property, Change change, String path) {
    if (!node.isArray()) {
      return node;
    }
    ArrayNode copy = node.deepCopy();
    for (int i = 0; i < node.size(); i++) {
      JsonNode same = other == null ? null : other.get(i);
      copy.set(i, walk(node.get(i), same, element, property, change, path + "[" + i + "]"));
    }
    return copy;
  }

  private static JsonNode map(
      JsonNode node, JsonNode other, Type element, Property property, Change change, String path) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode copy = node.deepCopy();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String name = entry.getKey();
      copy.set(
          name,
          walk(entry.getValue(), at(other, name), element, property, change, under(path, name)));
    }
    return copy;
  }

  private static String under(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
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
