package org.sluiceiot.platform.store;

/**
 * Something could not be stored or found, for a reason that is neither known to pass nor known to
 * lie in the data.
 */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message in words for the user: no SQL, no class names
   * @param cause null when there is none
   */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
