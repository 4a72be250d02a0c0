package org.sluiceiot.kafka.guard.breaker;

/** A downlink, as far as the breaker of an uplink needs it. Safe for any thread. */
public interface Writer {
  /** Records written so far. */
  long writes();

  /** Its name, for a message. */
  String words();
}
