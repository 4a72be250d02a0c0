package org.thingsboard.server.exception;

/** Signature of the host type: the server refuses data. */
@SuppressWarnings("serial") // signature only
public class DataValidationException extends RuntimeException {
  public DataValidationException(String message) {
    throw new UnsupportedOperationException("signature only");
  }
}
