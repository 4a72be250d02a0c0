package org.sluiceiot.kafka.uplink.engine;

import org.sluiceiot.kafka.uplink.config.FailureStrategy;

/**
 * A record failed.
 *
 * @param kind whose trouble it is, which decides whether the record is tried again
 * @param text for the user: what failed, at which record, without what a library said
 * @param strategy what becomes of the record when it is not tried again
 */
record Failure(Stage stage, Kind kind, String text, Throwable cause, FailureStrategy strategy) {
  /** Where a record can fail, in the order of its way. */
  enum Stage {
    POLL,
    GUARD,
    ROUTE,
    RATE,
    DECODE,
    DELIVER
  }

  /** Whose trouble a failure is. */
  enum Kind {
    /** The record's own: trying again would not help. */
    RECORD,
    /** Known to pass: tried again for as long as the configuration says. */
    PASSING,
    /** The process is short of memory or threads: tried again for some seconds. */
    PROCESS
  }
}
