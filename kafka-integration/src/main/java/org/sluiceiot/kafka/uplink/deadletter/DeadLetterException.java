package org.sluiceiot.kafka.uplink.deadletter;

/** A dead letter was not written. The message is one sentence for the user. */
public class DeadLetterException extends Exception {
  private static final long serialVersionUID = 1L;

  DeadLetterException(String message, Throwable cause) {
    super(message, cause);
  }
}
