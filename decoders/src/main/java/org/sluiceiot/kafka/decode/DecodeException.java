package org.sluiceiot.kafka.decode;

/** A record cannot be decoded, now or later. */
public class DecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and where (path, line, column)
   */
  public DecodeException(String message) {
    super(message);
  }

  public DecodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
