package org.sluiceiot.descriptors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Random;

/** Configurations of one description, in every spelling that people use; most of them are valid. */
final class RandomConfig {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String[] DURATIONS = {
    "5s",
    "250ms",
    "1 M",
    " 2h ",
    "7D",
    "PT5S",
    "pt0.5s",
    "PT0,5S",
    "+PT5S",
    "PT+5S",
    "PT1H-5M",
    "P1D",
    "\u20035s"
  };
  private static final String[] SIZES = {
    "512", "16KiB", "16kib", "10 MB", "64k", " 1MiB ", "8m", "1GiB"
  };
  private static final String[] TEXTS = {
    "a",
    "readings",
    "https://example.org/x",
    "/a/b",
    "127.0.0.1:9092",
    "äöü",
    "\ud83d\ude00",
    "10:1",
    "0123456789abcdef0123456789abcdef",
    "deviceName",
    "earliest",
    "${topic}"
  };

  private final JsonNode root;
  private final Random random;

  RandomConfig(JsonNode descriptor, Random random) {
    this.root = descriptor;
    this.random = random;
  }

  JsonNode next() {
    return value(root, 0);
  }

  private JsonNode value(JsonNode given, int depth) {
    JsonNode schema = resolve(given);
    if (schema.has("oneOf")) {
      JsonNode branch = schema.path("oneOf").get(random.nextInt(schema.path("oneOf").size()));
      return object(resolve(branch), depth, true);
    }
    if (schema.has("const")) {
      return NODES.textNode(cased(schema.path("const").asText()));
    }
    if (schema.path("properties").isObject()) {
      return object(schema, depth, false);
    }
    if (schema.has("enum")) {
      String name = schema.path("enum").get(random.nextInt(schema.path("enum").size())).asText();
      return NODES.textNode(cased(random.nextBoolean() ? name : name.replace('-', '_')));
    }
    return plain(schema, depth);
  }

  private JsonNode resolve(JsonNode given) {
    return given.has("$ref")
        ? root.path("$defs").path(given.path("$ref").asText().substring("#/$defs/".length()))
        : given;
  }

  private JsonNode plain(JsonNode schema, int depth) {
    switch (schema.path("x-format").asText()) {
      case "duration":
        return NODES.textNode(one(DURATIONS));
      case "size":
        return random.nextInt(4) == 0 ? NODES.numberNode(65536) : NODES.textNode(one(SIZES));
      default:
        break;
    }
    return switch (schema.path("type").asText()) {
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "integer" -> NODES.numberNode(number(schema));
      case "number" -> NODES.numberNode(number(schema) + random.nextInt(2) * 0.5);
      case "array" -> list(schema, depth);
      case "object" -> map(schema, depth);
      case "string" -> NODES.textNode(one(TEXTS));
      default -> NODES.objectNode().put("any", "thing").putNull("none");
    };
  }

  /**
   * @param chosen whether its type chose it among others, and must be written
   */
  private JsonNode object(JsonNode schema, int depth, boolean chosen) {
    ObjectNode object = NODES.objectNode();
    for (var property : schema.path("properties").properties()) {
      boolean required = chosen && property.getKey().equals("type");
      for (JsonNode name : schema.path("required")) {
        required |= name.asText().equals(property.getKey());
      }
      // What the description calls required is left out too: whether it may be is the reader's
      // word.
      required &= random.nextInt(12) != 0;
      int choice = random.nextInt(4);
      if (required || choice == 0 && depth < 4) {
        object.set(property.getKey(), value(property.getValue(), depth + 1));
      } else if (choice == 1) {
        object.putNull(property.getKey());
      }
    }
    return object;
  }

  private JsonNode list(JsonNode schema, int depth) {
    ArrayNode list = NODES.arrayNode();
    int size = Math.max(schema.path("minItems").asInt(), random.nextInt(3));
    for (int i = 0; i < size; i++) {
      list.add(value(schema.path("items"), depth + 1));
    }
    return list;
  }

  private JsonNode map(JsonNode schema, int depth) {
    ObjectNode map = NODES.objectNode();
    for (int i = random.nextInt(3); i > 0; i--) {
      map.set("key" + i, value(schema.path("additionalProperties"), depth + 1));
    }
    return map;
  }

  private long number(JsonNode schema) {
    long low = schema.path("minimum").asLong(0);
    long high = Math.max(low, schema.path("maximum").asLong(low + 1000));
    return switch (random.nextInt(4)) {
      case 0 -> low;
      case 1 -> high;
      default -> low + (long) (random.nextDouble() * (Math.min(high, low + 100_000) - low));
    };
  }

  private String one(String[] values) {
    return values[random.nextInt(values.length)];
  }

  private String cased(String text) {
    return switch (random.nextInt(3)) {
      case 0 -> text.toUpperCase(Locale.ROOT);
      case 1 -> text;
      default -> text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    };
  }
}
