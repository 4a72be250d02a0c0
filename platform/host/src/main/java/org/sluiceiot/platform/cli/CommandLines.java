package org.sluiceiot.platform.cli;

import java.io.PrintStream;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.api.plugin.ExitCode;
import org.sluiceiot.api.plugin.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * The one parser of all commands, the host's and those of plugins, and the one rule of how they end
 * ({@link ExitCode}). Used by the main thread.
 */
public final class CommandLines {
  private static final String HINT = "'%s --help' tells more%n";
  private final CommandLine line;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param root annotated with picocli's {@code @Command}; has nothing to run by itself
   */
  public CommandLines(Object root, PrintStream out, PrintStream err) {
    this.line = new CommandLine(root);
    this.out = out;
    this.err = err;
  }

  /** Adds a command, which runs with its own class loader as the thread's context. */
  public CommandLines add(Command command) {
    line.addSubcommand(command);
    return this;
  }

  /** Runs what the arguments name, and answers what the process shall end with. */
  public int run(String... arguments) {
    line.setExecutionStrategy(this::runParsed);
    line.setParameterExceptionHandler((e, given) -> refuse(e.getCommandLine(), e.getMessage()));
    return line.execute(arguments);
  }

  private int runParsed(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    if (!parsed.hasSubcommand()) {
      line.usage(err);
      return ExitCode.REFUSED.number();
    }
    CommandLine asked = parsed.subcommand().commandSpec().commandLine();
    Command command = asked.getCommand();
    Thread.currentThread().setContextClassLoader(command.getClass().getClassLoader());
    try {
      return (command.run(out, err) ? ExitCode.DONE : ExitCode.FAILED).number();
    } catch (UsageException e) {
      return refuse(asked, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED.number();
    } catch (Exception | LinkageError e) {
      // Broad: whoever calls a command gets a text and a code, and cannot use a stack.
      err.println(asked.getCommandSpec().qualifiedName() + ": " + ExitCode.text(e));
      return ExitCode.of(e).number();
    }
  }

  private int refuse(CommandLine asked, String text) {
    String name = asked.getCommandSpec().qualifiedName();
    err.println(name + ": " + text);
    err.printf(HINT, name);
    return ExitCode.REFUSED.number();
  }
}
