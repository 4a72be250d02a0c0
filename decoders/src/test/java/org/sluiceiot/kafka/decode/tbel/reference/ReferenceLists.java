package org.sluiceiot.kafka.decode.tbel.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mvel2.ExecutionContext;
import org.mvel2.execution.ExecutionArrayList;
import org.mvel2.execution.ExecutionHashMap;
import org.mvel2.execution.ExecutionLinkedHashSet;

/** Maps, lists, sets and JSON, as ThingsBoard documents them; written apart from what is tested. */
public final class ReferenceLists {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReferenceLists() {}

  static byte[] lowBytes(List<?> numbers) {
    byte[] bytes = new byte[numbers.size()];
    int at = 0;
    for (Object number : numbers) {
      bytes[at++] = ((Number) number).byteValue();
    }
    return bytes;
  }

  public static Object decodeToJson(ExecutionContext context, List<Byte> bytes) throws IOException {
    return decodeToJson(context, ReferenceTexts.bytesToString(bytes));
  }

  public static Object decodeToJson(ExecutionContext context, String json) throws IOException {
    if (json == null) {
      return null;
    }
    JsonNode node = JSON.readTree(json);
    if (node.isMissingNode()) {
      throw new IOException("empty");
    }
    return value(context, node);
  }

  private static Object value(ExecutionContext context, JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new ExecutionHashMap<>(8, context);
      node.properties()
          .forEach(member -> map.put(member.getKey(), value(context, member.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<Object> list = new ExecutionArrayList<>(context);
      node.forEach(element -> list.add(value(context, element)));
      return list;
    }
    return node.isTextual()
        ? node.textValue()
        : node.isBoolean()
            ? (Object) node.booleanValue()
            : node.isNull() ? null : node.numberValue();
  }

  public static boolean isMap(Object value) {
    return Map.class.isInstance(value);
  }

  public static boolean isList(Object value) {
    return List.class.isInstance(value);
  }

  public static boolean isSet(Object value) {
    return Set.class.isInstance(value);
  }

  public static boolean isArray(Object value) {
    return value != null && value.getClass().getComponentType() != null;
  }

  public static <E> Set<E> newSet(ExecutionContext context) {
    return toSet(context, List.of());
  }

  public static <E> Set<E> toSet(ExecutionContext context, List<E> list) {
    Set<E> set = new ExecutionLinkedHashSet<>(new LinkedHashSet<>(), context);
    set.addAll(list);
    return set;
  }

  public static ExecutionHashMap<String, Object> toFlatMap(
      ExecutionContext context, Map<String, Object> json) {
    return toFlatMap(context, json, List.of(), true);
  }

  public static ExecutionHashMap<String, Object> toFlatMap(
      ExecutionContext context, Map<String, Object> json, boolean pathInKey) {
    return toFlatMap(context, json, List.of(), pathInKey);
  }

  public static ExecutionHashMap<String, Object> toFlatMap(
      ExecutionContext context, Map<String, Object> json, List<String> without) {
    return toFlatMap(context, json, without, true);
  }

  public static ExecutionHashMap<String, Object> toFlatMap(
      ExecutionContext context, Map<String, Object> json, List<String> without, boolean paths) {
    ExecutionHashMap<String, Object> flat = new ExecutionHashMap<>(8, context);
    walk(json, "", flat, without, paths);
    return flat;
  }

  /** A path is a text, so a name that holds a dot or nothing is not kept apart. */
  private static void walk(
      Object at, String path, Map<String, Object> flat, List<String> without, boolean paths) {
    if (at instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (!without.contains(name)) {
              walk(value, path.isBlank() ? path + name : path + "." + name, flat, without, paths);
            }
          });
    } else if (at instanceof Collection<?> elements) {
      int position = 0;
      for (Object element : elements) {
        walk(element, path + "." + position++, flat, without, paths);
      }
    } else {
      flat.put(paths ? path : shortName(path), at);
    }
  }

  /** A position alone would say nothing, so the name before it comes along. */
  private static String shortName(String path) {
    String[] names = path.split("\\.", -1);
    String last = names[names.length - 1];
    return last.matches("\\d+") && names.length > 1 ? names[names.length - 2] + "." + last : last;
  }
}
