package org.sluiceiot.api.plugin;

/**
 * What was asked for on the command line cannot be done as it was asked. The message is for the
 * user: which argument, what is wrong with it, what to do.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  /**
   * @param cause null when there is none that helps
   */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
