package org.sluiceiot.platform.cli;

/**
 * What was asked for cannot be done as it was asked: exit code 2. The message is for the user: what
 * is wrong, and what to do.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause null when there is none that helps
   */
  UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
