package org.sluiceiot.kafka.uplink.engine;

import org.apache.kafka.common.KafkaException;

/** What lies behind an exception that ended a session. Stateless. */
final class ReadingErrors {
  private static final int DEEPEST = 20;

  private ReadingErrors() {}

  /** The error that it is or that caused it, which clients wrap in exceptions; null without one. */
  static Error error(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < DEEPEST; i++) {
      if (cause instanceof Error error) {
        return error;
      }
      cause = cause.getCause();
    }
    return null;
  }

  /** What broke off reading, in words for the user, who finds the rest in the log. */
  static String words(Throwable thrown) {
    Error error = error(thrown);
    String what = thrown instanceof PollLoop.BrokenWorkException ? "work on a record" : "reading";
    if (error instanceof OutOfMemoryError) {
      return what + " broke off: memory ran out";
    }
    if (error instanceof LinkageError) {
      return what + " broke off: a part of the program is missing or does not fit";
    }
    return thrown instanceof KafkaException
        ? what + " broke off: what the broker sent is no record"
        : what + " broke off for a reason that only the host's log tells";
  }
}
