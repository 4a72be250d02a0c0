package org.sluiceiot.kafka.downlink;

import java.util.Map;

/**
 * Adds to the metadata of a message. Makes one map in one step, since this runs for every message
 * on the thread that receives the broker's answers. Pure.
 */
final class Facts {
  private static final String[] NUMBERS = new String[1_000];

  static {
    for (int i = 0; i < NUMBERS.length; i++) {
      NUMBERS[i] = Integer.toString(i);
    }
  }

  private Facts() {}

  /**
   * @param base stays as it is
   * @param facts names and values in turn; they win over the base
   */
  static Map<String, String> merged(Map<String, String> base, String... facts) {
    int count = base.size() + facts.length / 2;
    for (int i = 0; i < facts.length; i += 2) {
      count -= base.containsKey(facts[i]) ? 1 : 0;
    }
    @SuppressWarnings({"unchecked", "rawtypes"})
    Map.Entry<String, String>[] entries = new Map.Entry[count];
    int next = 0;
    for (int i = 0; i < facts.length; i += 2) {
      entries[next++] = Map.entry(facts[i], facts[i + 1]);
    }
    for (Map.Entry<String, String> entry : base.entrySet()) {
      if (!isAmong(facts, entry.getKey())) {
        entries[next++] = entry;
      }
    }
    return Map.ofEntries(entries);
  }

  private static boolean isAmong(String[] facts, String name) {
    for (int i = 0; i < facts.length; i += 2) {
      if (facts[i].equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** A number as text; small ones are not made again. */
  static String text(int number) {
    return number >= 0 && number < NUMBERS.length ? NUMBERS[number] : Integer.toString(number);
  }
}
