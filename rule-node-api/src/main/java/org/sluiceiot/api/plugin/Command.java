package org.sluiceiot.api.plugin;

import java.io.PrintStream;
import java.util.List;

/**
 * A command that a plugin adds to the host's command line, run in a process of its own: no host is
 * started.
 */
public interface Command {
  /** One word: {@code decode} for {@code sluice decode …}. */
  String name();

  /** One line for the list of commands. */
  String description();

  /**
   * Runs to the end on the calling thread. Answers {@code --help}.
   *
   * @param arguments after the command's name
   * @return the exit code: 0 success, 1 the work failed, 2 wrong usage
   */
  int run(List<String> arguments, PrintStream out, PrintStream err);
}
