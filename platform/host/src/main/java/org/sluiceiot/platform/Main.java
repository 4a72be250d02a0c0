package org.sluiceiot.platform;

import java.util.List;
import java.util.concurrent.Callable;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.api.plugin.SluicePlugin;
import org.sluiceiot.platform.cli.DemoCommand;
import org.sluiceiot.platform.cli.LoopsCommand;
import org.sluiceiot.platform.cli.PluginDirectory;
import org.sluiceiot.platform.cli.RunCommand;
import org.sluiceiot.platform.cli.UsageException;
import org.sluiceiot.platform.plugin.LoadedPlugin;
import org.sluiceiot.platform.plugin.Plugins;
import picocli.CommandLine;

/** The command line. */
@CommandLine.Command(
    name = "sluice",
    description = "Kafka in and out of a rule-engine IoT platform, without loops.",
    mixinStandardHelpOptions = true,
    version = "sluice 0.1.0-SNAPSHOT",
    subcommands = {DemoCommand.class, RunCommand.class, LoopsCommand.class})
public final class Main implements Callable<Integer> {
  private Main() {}

  /** Runs one command and exits with its code: 0 success, 1 the work failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    // Kafka's clients shall not read files or the environment, whatever stands in a property.
    System.setProperty("org.apache.kafka.automatic.config.providers", "none");
    try (Plugins plugins = new Plugins(PluginDirectory.ofInstallation())) {
      CommandLine commands = new CommandLine(new Main()).setExecutionExceptionHandler(Main::failed);
      for (LoadedPlugin plugin : plugins.all()) {
        for (SluicePlugin provider : plugin.providers()) {
          for (Command command : provider.commands()) {
            int code = runIfAsked(command, plugin, arguments);
            if (code >= 0) {
              exit(code);
              return;
            }
            describe(commands, command);
          }
        }
      }
      exit(commands.execute(arguments));
    }
  }

  private static int runIfAsked(Command command, LoadedPlugin plugin, String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals(command.name())) {
      return -1;
    }
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    Thread.currentThread().setContextClassLoader(plugin.loader());
    return command.run(rest, System.out, System.err);
  }

  /** So that the command stands in the list. */
  private static void describe(CommandLine commands, Command command) {
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    spec.usageMessage().description(command.description());
    commands.addSubcommand(command.name(), spec);
  }

  /** Exit code 1 with the trace, which only those who look after the code want; 2 with a text. */
  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof UsageException) {
      command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
      return 2;
    }
    throw e;
  }

  private static void exit(int code) {
    System.out.flush();
    System.exit(code);
  }

  @Override
  public Integer call() {
    CommandLine.usage(this, System.out);
    return 2;
  }
}
