package org.sluiceiot.kafka.downlink.send;

import org.apache.kafka.common.KafkaException;

/** Words for what was thrown, for users: what a class is called stands in the log. Pure. */
public final class ErrorWords {
  private ErrorWords() {}

  /** What it was, after "ended by" or a colon. */
  public static String of(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return "want of memory: the process needs a larger heap, or a peer claims too much";
      }
      if (cause instanceof StackOverflowError) {
        return "data that is nested too deeply";
      }
    }
    return "an unexpected error, which the log of this process holds";
  }

  /** What Kafka's client says itself, as near to the cause as it is in words. */
  static String message(KafkaException e) {
    String text = null;
    for (Throwable cause = e; cause instanceof KafkaException; cause = cause.getCause()) {
      text = cause.getMessage() == null ? text : cause.getMessage();
    }
    return text == null ? of(e) : text;
  }
}
