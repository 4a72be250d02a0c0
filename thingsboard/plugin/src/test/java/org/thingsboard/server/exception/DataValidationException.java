package org.thingsboard.server.exception;

/** Stands for the host type in tests: refused data. */
@SuppressWarnings("serial")
public class DataValidationException extends RuntimeException {
  public DataValidationException(String message) {
    super(message);
  }
}
