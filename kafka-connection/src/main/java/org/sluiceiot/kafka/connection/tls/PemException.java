package org.sluiceiot.kafka.connection.tls;

/** A PEM text is wrong; says what and what to do, never the text itself. */
final class PemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  PemException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
