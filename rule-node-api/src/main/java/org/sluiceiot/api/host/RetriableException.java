package org.sluiceiot.api.host;

/**
 * What hinders is known to pass by itself: a database, registry or broker that is away, a host that
 * is busy. Only this is tried again; every other failure is the failure of the record or message at
 * hand.
 */
public class RetriableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is away or busy, in words for the user: no class names, no SQL, no secrets
   * @param cause null when there is none
   */
  public RetriableException(String message, Throwable cause) {
    super(message, cause);
  }
}
