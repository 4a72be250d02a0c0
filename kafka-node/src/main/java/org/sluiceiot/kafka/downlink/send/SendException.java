package org.sluiceiot.kafka.downlink.send;

/** A record was not sent for a reason of ours rather than of Kafka's client. */
public final class SendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SendException(String message, Throwable cause) {
    super(message, cause, false, false);
  }
}
