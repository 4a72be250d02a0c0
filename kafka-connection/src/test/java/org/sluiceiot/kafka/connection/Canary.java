package org.sluiceiot.kafka.connection;

import java.util.concurrent.atomic.AtomicInteger;

/** A class that must never be loaded by a configuration: its initialiser counts. */
public final class Canary {
  static {
    Loads.COUNT.incrementAndGet();
  }

  public Canary() {
    Loads.COUNT.incrementAndGet();
  }

  /** Kept apart, so that reading it does not load the canary. */
  static final class Loads {
    static final AtomicInteger COUNT = new AtomicInteger();

    private Loads() {}
  }
}
