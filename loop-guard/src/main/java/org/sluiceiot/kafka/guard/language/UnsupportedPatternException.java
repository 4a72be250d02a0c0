package org.sluiceiot.kafka.guard.language;

/** A pattern uses a construct that is not analysed; the message names it. */
final class UnsupportedPatternException extends Exception {
  private static final long serialVersionUID = 1L;

  UnsupportedPatternException(String construct) {
    super(construct);
  }
}
