package org.sluiceiot.api.plugin;

import java.io.PrintStream;
import org.sluiceiot.api.config.ConfigException;

/**
 * A command of the host's command line, run in a process of its own: no host is started. Name, help
 * and arguments are told by picocli's annotations on the class ({@code @Command}, {@code @Option},
 * {@code @Parameters}), which the host reads; an object is made for each call.
 */
public interface Command {
  /**
   * Runs to the end on the calling thread, with the arguments in its fields.
   *
   * @param out for what was asked for
   * @param err for what goes wrong
   * @return whether the work is done; a failure has been told to {@code err} or is in what was
   *     asked for
   * @throws UsageException an argument cannot be used
   * @throws ConfigException a configuration that an argument names is wrong
   * @throws Exception the work failed; the message is shown
   */
  boolean run(PrintStream out, PrintStream err) throws Exception;
}
