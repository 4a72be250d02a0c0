package org.sluiceiot.platform.chain;

/** The host took a message out of a chain before its end; the same data should come again. */
public class NotProcessedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotProcessedException(String message) {
    super(message);
  }
}
