package org.sluiceiot.platform.telemetry;

/** The database could not be reached or did not answer; trying again may help. */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(cause == null ? message : message + ": " + cause.getMessage(), cause);
  }
}
