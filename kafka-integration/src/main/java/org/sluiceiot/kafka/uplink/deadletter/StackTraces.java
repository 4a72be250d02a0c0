package org.sluiceiot.kafka.uplink.deadletter;

/**
 * Stack traces of any throwable, bounded. The JDK's own printing recurses through causes, and asks
 * the throwable, both of which may throw. Stateless.
 */
final class StackTraces {
  private static final int MOST_CAUSES = 10;

  private StackTraces() {}

  /**
   * The classes, messages and frames of an error and its causes.
   *
   * @param enough characters after which nothing more is added
   */
  static String of(Throwable error, int enough) {
    StringBuilder text = new StringBuilder();
    Throwable next = error;
    try {
      for (int i = 0; next != null && i < MOST_CAUSES && text.length() < enough; i++) {
        text.append(i == 0 ? "" : "Caused by: ").append(next.getClass().getName());
        String message = next.getMessage();
        text.append(message == null ? "" : ": " + message).append('\n');
        for (StackTraceElement frame : next.getStackTrace()) {
          text.append("\tat ").append(frame).append('\n');
          if (text.length() >= enough) {
            break;
          }
        }
        next = next.getCause();
      }
    } catch (RuntimeException e) {
      text.append("\n(it does not tell more)"); // an exception whose own methods throw
    }
    return text.toString();
  }
}
