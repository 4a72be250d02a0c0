package org.sluiceiot.kafka.uplink.engine;

import org.sluiceiot.kafka.uplink.config.FailureStrategy;

/**
 * A record failed.
 *
 * @param stage where: {@code GUARD}, {@code RATE}, {@code DECODE} or {@code DELIVER}
 * @param passing whether trying again may help
 * @param strategy what becomes of the record when it does not
 */
record Failure(Stage stage, Throwable cause, boolean passing, FailureStrategy strategy) {
  enum Stage {
    GUARD,
    RATE,
    DECODE,
    DELIVER
  }

  Failure forGood() {
    return new Failure(stage, cause, false, strategy);
  }
}
