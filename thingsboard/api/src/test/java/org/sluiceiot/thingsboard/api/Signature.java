package org.sluiceiot.thingsboard.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A member as a line of the facts file writes it, with erased types.
 *
 * @param modifiers words before the type, such as {@code public static}
 * @param type null for a constructor
 * @param parameters null for a field
 */
record Signature(List<String> modifiers, String type, String name, List<String> parameters) {
  private static final Pattern METHOD =
      Pattern.compile("(?<head>[^(]*?)(?<name>[\\w.$]+)\\((?<parameters>.*)\\)[^)]*;");
  private static final List<String> MODIFIERS =
      List.of("public", "protected", "static", "final", "default", "abstract");

  static Signature parse(String line) {
    String erased = erase(line);
    Matcher method = METHOD.matcher(erased);
    if (!method.matches()) {
      List<String> words = words(erased.replace(";", ""));
      return of(words.subList(0, words.size() - 1), words.get(words.size() - 1), null);
    }
    List<String> parameters = words(method.group("parameters").replace(',', ' '));
    return of(words(method.group("head")), method.group("name"), parameters);
  }

  private static Signature of(List<String> head, String name, List<String> parameters) {
    List<String> modifiers = head.stream().filter(MODIFIERS::contains).toList();
    List<String> types = head.stream().filter(word -> !MODIFIERS.contains(word)).toList();
    return new Signature(modifiers, types.isEmpty() ? null : types.get(0), name, parameters);
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  /** Without type arguments, which leave no trace in a descriptor. */
  private static String erase(String line) {
    StringBuilder result = new StringBuilder();
    int depth = 0;
    for (char c : line.toCharArray()) {
      depth += c == '<' ? 1 : 0;
      if (depth == 0) {
        result.append(c);
      }
      depth -= c == '>' ? 1 : 0;
    }
    return result.toString();
  }

  /** Whether the facts' way of writing a type means this class: unqualified names are shortened. */
  static boolean means(String written, Class<?> type) {
    String name = written.replace("...", "[]");
    if (type.isArray()) {
      return name.endsWith("[]")
          && means(name.substring(0, name.length() - 2), type.getComponentType());
    }
    if (name.length() == 1) {
      // A type variable: its bound is what a descriptor shows.
      return true;
    }
    return name.contains(".") ? name.equals(type.getName()) : name.equals(type.getSimpleName());
  }

  boolean takes(Class<?>[] types) {
    if (parameters == null || parameters.size() != types.length) {
      return false;
    }
    List<Boolean> equal = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      equal.add(means(parameters.get(i), types[i]));
    }
    return !equal.contains(false);
  }
}
