package org.sluiceiot.kafka.decode.tbel.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mvel2.ExecutionContext;
import org.mvel2.execution.ExecutionHashMap;
import org.mvel2.execution.ExecutionLinkedHashSet;

/** JSON, maps, lists and sets of a script. Stateless. */
public final class CollectionFunctions {
  private static final int FLAT_SIZE = 16;

  private CollectionFunctions() {}

  public static Object decodeToJson(ExecutionContext context, List<Byte> bytes)
      throws JsonProcessingException {
    return ScriptJson.parse(context, TextFunctions.bytesToString(bytes));
  }

  public static Object decodeToJson(ExecutionContext context, String json)
      throws JsonProcessingException {
    return ScriptJson.parse(context, json);
  }

  public static boolean isMap(Object value) {
    return value instanceof Map;
  }

  public static boolean isList(Object value) {
    return value instanceof List;
  }

  public static boolean isSet(Object value) {
    return value instanceof Set;
  }

  public static boolean isArray(Object value) {
    return value != null && value.getClass().isArray();
  }

  public static <E> Set<E> newSet(ExecutionContext context) {
    return new ExecutionLinkedHashSet<>(context);
  }

  public static <E> Set<E> toSet(ExecutionContext context, List<E> list) {
    return new ExecutionLinkedHashSet<>(new java.util.LinkedHashSet<>(list), context);
  }

  public static ExecutionHashMap<String, Object> toFlatMap(
      ExecutionContext context, Map<String, Object> json) {
    return toFlatMap(context, json, true);
  }

  public static ExecutionHashMap<String, Object> toFlatMap(
      ExecutionContext context, Map<String, Object> json, boolean pathInKey) {
    return toFlatMap(context, json, new ArrayList<>(), pathInKey);
  }

  public static ExecutionHashMap<String, Object> toFlatMap(
      ExecutionContext context, Map<String, Object> json, List<String> excluded) {
    return toFlatMap(context, json, excluded, true);
  }

  /**
   * One level of keys for nested maps and lists.
   *
   * @param excluded keys left out at any level
   * @param pathInKey whether a key is the whole path ({@code a.0.b}) or its last part
   */
  public static ExecutionHashMap<String, Object> toFlatMap(
      ExecutionContext context,
      Map<String, Object> json,
      List<String> excluded,
      boolean pathInKey) {
    ExecutionHashMap<String, Object> flat = new ExecutionHashMap<>(FLAT_SIZE, context);
    flatten(json, "", flat, excluded, pathInKey);
    return flat;
  }

  private static void flatten(
      Object value,
      String path,
      Map<String, Object> flat,
      List<String> excluded,
      boolean pathInKey) {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!excluded.contains(entry.getKey())) {
          String deeper = path.isBlank() ? path + entry.getKey() : path + "." + entry.getKey();
          flatten(entry.getValue(), deeper, flat, excluded, pathInKey);
        }
      }
    } else if (value instanceof List || value instanceof Set) {
      int index = 0;
      for (Object element : (Iterable<?>) value) {
        flatten(element, path + "." + index++, flat, excluded, pathInKey);
      }
    } else {
      flat.put(pathInKey ? path : lastPart(path), value);
    }
  }

  /** The last name of a path; a list's position keeps the name before it. */
  private static String lastPart(String path) {
    int dot = path.lastIndexOf('.');
    String last = path.substring(dot + 1);
    boolean position = !last.isEmpty() && last.chars().allMatch(Character::isDigit);
    return position ? path.substring(path.lastIndexOf('.', dot - 1) + 1) : last;
  }
}
