package org.sluiceiot.kafka.uplink.engine;

/** What is to be read does not exist; the message names it. */
final class TopicMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TopicMissingException(String message) {
    super(message);
  }
}
