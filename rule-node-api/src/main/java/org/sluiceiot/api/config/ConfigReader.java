package org.sluiceiot.api.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads a JSON object into a configuration record and reports every problem at once. Stateless,
 * safe for any thread.
 */
public final class ConfigReader {
  private ConfigReader() {}

  /**
   * Reads strictly: an unknown property is a problem.
   *
   * @throws ConfigException all problems
   */
  public static <T extends Record> T read(JsonNode json, Class<T> type) throws ConfigException {
    Reading<T> reading = tryRead(json, type);
    List<Problem> problems = new ArrayList<>(reading.problems());
    problems.addAll(reading.unknown());
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return reading.value();
  }

  /** Reads and leaves it to the caller what unknown properties mean. Never throws. */
  public static <T extends Record> Reading<T> tryRead(JsonNode json, Class<T> type) {
    Problems problems = new Problems();
    Problems unknown = new Problems();
    T value = record(json, type, problems, unknown);
    return new Reading<>(problems.count() == 0 ? value : null, problems.all(), unknown.all());
  }

  /**
   * Result of reading.
   *
   * @param value null when there are problems
   * @param unknown one entry per unknown property
   */
  public record Reading<T>(T value, List<Problem> problems, List<Problem> unknown) {}

  static <T> T record(JsonNode json, Class<T> type, Problems problems, Problems unknown) {
    if (!(json instanceof ObjectNode object)) {
      problems.add("must be an object", "write {…}");
      return null;
    }
    int before = problems.count();
    checkNames(object, type, problems, unknown);
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      Property property = component.getAnnotation(Property.class);
      if (property == null) {
        throw new IllegalStateException(type + "." + component.getName() + " lacks @Property");
      }
      JsonNode value = object.path(component.getName());
      PropertyReader reader =
          new PropertyReader(
              component.getGenericType(),
              property,
              problems.at(component.getName()),
              unknown.at(component.getName()));
      arguments[i] = reader.read(value instanceof MissingNode ? null : value);
    }
    if (problems.count() > before) {
      return null;
    }
    T result = construct(type, arguments, problems);
    if (result instanceof Validated validated) {
      validated.validate(problems);
    }
    return result;
  }

  private static void checkNames(
      ObjectNode object, Class<?> type, Problems problems, Problems unknown) {
    List<String> names =
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String name = entry.getKey();
      boolean discriminator = name.equals("type") && type.isAnnotationPresent(Variant.class);
      if (discriminator) {
        requireVariant(entry.getValue(), type.getAnnotation(Variant.class), problems.at(name));
      } else if (!names.contains(name)) {
        unknown.at(name).add("is not a known property", () -> Suggestion.of(name, names));
      }
    }
  }

  /** A variant that was not chosen by its type may name it all the same, but no other. */
  private static void requireVariant(JsonNode given, Variant variant, Problems at) {
    if (!given.isNull() && !variant.value().equals(given.asText().toLowerCase(Locale.ROOT))) {
      at.add("must be '" + variant.value() + "' here", "leave it out");
    }
  }

  private static <T> T construct(Class<T> type, Object[] arguments, Problems problems) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException bad) {
        problems.add(bad.getMessage(), "");
        return null;
      }
      throw new IllegalStateException("constructor of " + type + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is not a public record", e);
    }
  }

  /** Names of a list for a message. */
  static String join(List<String> names) {
    return names.stream().collect(Collectors.joining(", "));
  }
}
