package org.sluiceiot.platform.fakeplugin;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Throws what no code of a plugin should. */
final class FakeErrors {
  /**
   * System property: names of the plugin's own methods that throw, as {@code flows:OUT_OF_MEMORY}.
   */
  public static final String PLUGIN = "sluice.fake.errors";

  private static final Map<String, AtomicInteger> THROWN = new ConcurrentHashMap<>();

  /** What is thrown. */
  enum Kind {
    NONE,
    OUT_OF_MEMORY,
    STACK_OVERFLOW,
    LINKAGE,
    ASSERTION,
    RUNTIME;

    void thrown() {
      switch (this) {
        case OUT_OF_MEMORY -> throw new OutOfMemoryError("Java heap space");
        case STACK_OVERFLOW -> throw new StackOverflowError();
        case LINKAGE -> throw new NoClassDefFoundError("a/Missing");
        case ASSERTION -> throw new AssertionError("a defect");
        case RUNTIME -> throw new IllegalStateException("a defect");
        default -> {
          // Nothing.
        }
      }
    }
  }

  private FakeErrors() {}

  /**
   * Throws in the methods that are named.
   *
   * @param named separated by commas
   * @param most how often altogether, for this id; 0 for always
   */
  static void in(String method, String named, Kind kind, String id, int most) {
    if (Arrays.asList(named.split(",")).contains(method)
        && (most == 0
            || THROWN.computeIfAbsent(id, key -> new AtomicInteger()).getAndIncrement() < most)) {
      kind.thrown();
    }
  }

  /** Throws in a method of the plugin itself when the system property says so. */
  static void inPlugin(String method) {
    for (String each : System.getProperty(PLUGIN, "").split(",")) {
      if (each.startsWith(method + ":")) {
        Kind.valueOf(each.substring(method.length() + 1)).thrown();
      }
    }
  }
}
