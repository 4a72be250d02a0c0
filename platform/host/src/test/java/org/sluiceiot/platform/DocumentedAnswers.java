package org.sluiceiot.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whether an answer of REST is what the OpenAPI document says of it. Safe for any thread. */
final class DocumentedAnswers {
  private static final JsonNode DOCUMENT = document();
  private static final Map<JsonNode, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private DocumentedAnswers() {}

  private static JsonNode document() {
    try {
      return new ObjectMapper()
          .readTree(Path.of("..", "..", "docs", "openapi", "sluice.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param path without the query
   * @throws AssertionError the body is not what the document says
   */
  static void check(String method, String path, int status, JsonNode body) {
    Optional<JsonNode> wanted = schema(method, path, status);
    if (wanted.isEmpty()) {
      return;
    }
    Schema schema = SCHEMAS.computeIfAbsent(wanted.get(), DocumentedAnswers::compiled);
    var errors = schema.validate(body.toString(), InputFormat.JSON);
    if (!errors.isEmpty()) {
      throw new AssertionError(
          "%s %s answers %d with %s, which docs/openapi/sluice.json does not say: %s"
              .formatted(method, path, status, body, errors));
    }
  }

  private static Optional<JsonNode> schema(String method, String path, int status) {
    return DOCUMENT.path("paths").properties().stream()
        .filter(route -> path.matches(route.getKey().replaceAll("\\{\\w+}", "[^/]+")))
        .sorted(Comparator.comparing(route -> route.getKey().contains("}")))
        .map(route -> route.getValue().path(method.toLowerCase(Locale.ROOT)))
        .filter(JsonNode::isObject)
        .map(operation -> resolved(operation.path("responses").path(String.valueOf(status))))
        .map(answer -> answer.path("content").path("application/json").path("schema"))
        .findFirst()
        .filter(JsonNode::isObject);
  }

  private static JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText("");
    return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
  }

  private static Schema compiled(JsonNode wanted) {
    ObjectNode schema = wanted.deepCopy();
    schema.set("$defs", DOCUMENT.path("components").path("schemas"));
    String text = schema.toString().replace("#/components/schemas/", "#/$defs/");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text, InputFormat.JSON);
  }
}
