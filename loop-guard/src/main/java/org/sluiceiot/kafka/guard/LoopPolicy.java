package org.sluiceiot.kafka.guard;

/** What is done about a cycle in the configuration; later ones are stricter. */
public enum LoopPolicy {
  /** Nothing; the layers that look at records still work. */
  OFF,
  /** Both sides run; the cycle is shown. */
  WARN,
  /** The side that came last is refused. */
  REJECT;

  LoopPolicy stricter(LoopPolicy other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
