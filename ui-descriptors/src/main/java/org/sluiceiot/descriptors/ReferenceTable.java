package org.sluiceiot.descriptors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes a description as a page of tables: one for the whole, one for each part. */
final class ReferenceTable {
  private final StringBuilder page = new StringBuilder();

  private ReferenceTable() {}

  static String of(ObjectNode descriptor) {
    ReferenceTable table = new ReferenceTable();
    table.write(descriptor);
    return table.page.toString();
  }

  private void write(ObjectNode descriptor) {
    line("<!-- Generated from the configuration records; see README.md in this folder. -->");
    line(
        "# "
            + descriptor.path("title").asText()
            + " (`"
            + descriptor.path("x-type").asText()
            + "`)");
    line("");
    line(descriptor.path("description").asText());
    line("");
    line("Configuration version " + descriptor.path("x-version").asInt() + ".");
    if (descriptor.has("x-relations")) {
      line("Relations: " + join(descriptor.path("x-relations"), "`%s`") + ".");
    }
    properties(descriptor);
    for (Map.Entry<String, JsonNode> part : descriptor.path("$defs").properties()) {
      part(part.getKey(), part.getValue());
    }
  }

  private void part(String name, JsonNode schema) {
    line("");
    line("## " + name);
    if (schema.has("oneOf")) {
      line("");
      line("One of, chosen by `type`:");
      line("");
      for (JsonNode branch : schema.path("oneOf")) {
        line("- " + link(branch));
      }
      return;
    }
    JsonNode chosen = schema.path("properties").path("type").path("const");
    if (!chosen.isMissingNode()) {
      line("");
      line(schema.path("title").asText() + ": `\"type\": \"" + chosen.asText() + "\"`.");
    }
    properties(schema);
  }

  private void properties(JsonNode schema) {
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    line("");
    line("| Property | Type | Default | Meaning |");
    line("|---|---|---|---|");
    for (Map.Entry<String, JsonNode> entry : schema.path("properties").properties()) {
      JsonNode property = entry.getValue();
      if (property.has("const")) {
        continue;
      }
      line(
          "| `%s` | %s | %s | %s |"
              .formatted(
                  entry.getKey(),
                  cell(type(property) + bounds(property)),
                  initial(property, required.contains(entry.getKey())),
                  cell(meaning(property))));
    }
  }

  private static String initial(JsonNode property, boolean required) {
    if (property.has("default")) {
      JsonNode value = property.get("default");
      return "`" + cell(value.isTextual() ? value.asText() : value.toString()) + "`";
    }
    return required ? "required" : "none";
  }

  private static String meaning(JsonNode property) {
    String text = property.path("title").asText() + ". " + property.path("description").asText();
    JsonNode depends = property.path("x-depends-on");
    if (depends.isMissingNode()) {
      return text;
    }
    return text
        + " Only with `%s` = %s."
            .formatted(depends.path("property").asText(), join(depends.path("values"), "`%s`"));
  }

  private static String type(JsonNode property) {
    if (property.has("$ref")) {
      return link(property);
    }
    if (property.has("enum")) {
      return join(property.get("enum"), "`%s`");
    }
    if (property.has("x-format")) {
      return property.get("x-format").asText();
    }
    if (property.path("type").asText().equals("array")) {
      return "list of " + type(property.path("items"));
    }
    if (property.path("type").asText().equals("object")) {
      return "map to " + type(property.path("additionalProperties"));
    }
    if (property.path("x-secret").asBoolean()) {
      return "secret";
    }
    return property.has("type") ? property.get("type").asText() : "any JSON";
  }

  private static String bounds(JsonNode property) {
    List<String> bounds = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : property.properties()) {
      String name = entry.getKey().replace("x-", "");
      if (name.startsWith("min")) {
        bounds.add("≥ " + entry.getValue().asText() + unit(name));
      } else if (name.startsWith("max")) {
        bounds.add("≤ " + entry.getValue().asText() + unit(name));
      }
    }
    String unit = property.has("x-unit") ? " " + property.get("x-unit").asText() : "";
    return unit + (bounds.isEmpty() ? "" : " (" + String.join(", ", bounds) + ")");
  }

  private static String unit(String bound) {
    return bound.endsWith("Length")
        ? " characters"
        : bound.endsWith("Items") || bound.endsWith("Properties") ? " entries" : "";
  }

  private static String link(JsonNode reference) {
    String ref = reference.path("$ref").asText();
    String name = ref.substring(ref.lastIndexOf('/') + 1);
    return "[" + name + "](#" + name.toLowerCase(java.util.Locale.ROOT) + ")";
  }

  private static String join(JsonNode values, String form) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(value -> form.formatted(value.asText()))
        .collect(Collectors.joining(", "));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
