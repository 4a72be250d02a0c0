package org.sluiceiot.api.host;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Metrics of one owner. Implemented by hosts, safe for any thread. Names are lower case with dots;
 * tags are name-value pairs with few distinct values.
 */
public interface Metrics {
  /** The counter of this name and these tags; the same instance for the same arguments. */
  Counter counter(String name, String... tags);

  /** The timer of this name and these tags; the same instance for the same arguments. */
  Timer timer(String name, String... tags);

  /** Registers a value that the host reads when it needs it; replaces one of the same name. */
  void gauge(String name, DoubleSupplier value, String... tags);

  /** A sum that only grows. */
  interface Counter {
    void add(long count);
  }

  /** Durations of one kind of work. */
  interface Timer {
    void record(Duration duration);
  }
}
