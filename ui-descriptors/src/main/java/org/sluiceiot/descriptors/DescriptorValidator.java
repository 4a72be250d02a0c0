package org.sluiceiot.descriptors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import org.sluiceiot.api.config.Problem;

/**
 * Checks configurations against one description. Bounds of durations and sizes, and properties that
 * must fit together, are the configuration record's to check. Safe for any thread.
 */
public final class DescriptorValidator {
  private final Spelling spelling;
  private final Schema schema;

  /**
   * @param descriptor as made by {@link Descriptors#describe}, or read from a plugin
   */
  public DescriptorValidator(JsonNode descriptor) {
    spelling = new Spelling(descriptor);
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(withoutHints(descriptor).toString(), InputFormat.JSON);
  }

  /** The library logs a warning for every keyword that it does not know. */
  private static JsonNode withoutHints(JsonNode descriptor) {
    JsonNode copy = descriptor.deepCopy();
    strip(copy);
    return copy;
  }

  private static void strip(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      object.properties().removeIf(entry -> entry.getKey().startsWith("x-"));
      if (object.has("oneOf")) {
        object.remove("discriminator");
      }
    }
    schema.forEach(DescriptorValidator::strip);
  }

  /**
   * @param config left unchanged; spellings that the configuration reader takes are fine, and a
   *     property that is null counts as left out
   * @return every problem with its path; empty when the configuration fits
   */
  public List<Problem> validate(JsonNode config) {
    List<Error> errors =
        schema.validate(spelling.of(config).toString(), InputFormat.JSON).stream()
            .filter(error -> !longEnough(error))
            .toList();
    List<Branch> notTaken =
        errors.stream().flatMap(error -> Branch.notTaken(error).stream()).toList();
    List<Problem> problems = new ArrayList<>();
    for (Error error : errors) {
      boolean elsewhere = notTaken.stream().anyMatch(branch -> branch.holds(error));
      if (!elsewhere && !error.getKeyword().equals("oneOf")) {
        problems.add(new Problem(path(error), text(error), ""));
      }
    }
    errors.stream()
        .filter(error -> problems.isEmpty())
        .map(error -> new Problem(path(error), "fits no variant", "check type"))
        .limit(1)
        .forEach(problems::add);
    return List.copyOf(problems);
  }

  /** Lengths are counted in Java's characters, of which a rare one takes two. */
  private static boolean longEnough(Error error) {
    return error.getKeyword().equals("minLength")
        && error.getInstanceNode() != null
        && error.getSchemaNode() != null
        && error.getInstanceNode().asString().length() >= error.getSchemaNode().asInt();
  }

  private static String text(Error error) {
    String message = error.getMessage();
    int colon = message.startsWith("/") || message.startsWith(":") ? message.indexOf(": ") : -1;
    return colon < 0 ? message : message.substring(colon + 2);
  }

  private static String path(Error error) {
    StringBuilder path = new StringBuilder();
    NodePath location = error.getInstanceLocation();
    for (int i = 0; i < location.getNameCount(); i++) {
      append(path, location.getElement(i));
    }
    if (error.getProperty() != null) {
      append(path, error.getProperty());
    }
    return path.toString();
  }

  private static void append(StringBuilder path, Object element) {
    if (element instanceof Integer index) {
      path.append('[').append(index).append(']');
    } else {
      path.append(path.isEmpty() ? "" : ".").append(element);
    }
  }
}
