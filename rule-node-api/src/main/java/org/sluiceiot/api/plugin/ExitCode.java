package org.sluiceiot.api.plugin;

import org.sluiceiot.api.config.ConfigException;

/** How every command of the command line ends. */
public enum ExitCode {
  /** The work is done. */
  DONE,
  /** The work failed: the same call may succeed another time. */
  FAILED,
  /** A wrong argument or a wrong configuration: the same call cannot succeed. */
  REFUSED;

  /** What the process ends with: 0, 1, 2. */
  public int number() {
    return ordinal();
  }

  /** Of a command that threw this. */
  public static ExitCode of(Throwable thrown) {
    return thrown instanceof UsageException || thrown instanceof ConfigException ? REFUSED : FAILED;
  }

  /** What a user is told of it, without its stack: never blank. */
  public static String text(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }
}
