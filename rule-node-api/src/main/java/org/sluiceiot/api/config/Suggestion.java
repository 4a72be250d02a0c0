package org.sluiceiot.api.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a mistyped name was meant to be. */
final class Suggestion {
  /** No property is that long, and the search costs by the name's length. */
  private static final int LONGEST = 100;

  private Suggestion() {}

  static String of(String name, List<String> known) {
    String nearest =
        name.length() > LONGEST
            ? null
            : known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .orElse(null);
    if (nearest != null && distance(name, nearest) <= Math.max(1, nearest.length() / 3)) {
      return "did you mean '" + nearest + "'?";
    }
    return known.isEmpty() ? "remove it" : "known are " + ConfigReader.join(known);
  }

  /** Levenshtein distance, ignoring case. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
