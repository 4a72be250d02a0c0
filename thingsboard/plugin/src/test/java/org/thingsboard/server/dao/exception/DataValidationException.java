package org.thingsboard.server.dao.exception;

/** Stands for the host type in tests: refused data, as servers up to 4.2 throw it. */
@SuppressWarnings("serial")
public class DataValidationException extends RuntimeException {
  public DataValidationException(String message) {
    super(message);
  }
}
