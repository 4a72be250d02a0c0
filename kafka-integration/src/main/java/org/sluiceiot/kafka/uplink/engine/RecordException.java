package org.sluiceiot.kafka.uplink.engine;

/** The engine itself finds fault with a record; the message is for the user. */
class RecordException extends Exception {
  private static final long serialVersionUID = 1L;

  RecordException(String message) {
    super(message);
  }
}
