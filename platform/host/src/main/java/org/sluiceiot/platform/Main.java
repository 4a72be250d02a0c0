package org.sluiceiot.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.plugin.ExitCode;
import org.sluiceiot.platform.cli.CommandLines;
import org.sluiceiot.platform.cli.DemoCommand;
import org.sluiceiot.platform.cli.LoopsCommand;
import org.sluiceiot.platform.cli.PluginDirectory;
import org.sluiceiot.platform.cli.RunCommand;
import org.sluiceiot.platform.plugin.LoadedPlugin;
import org.sluiceiot.platform.plugin.Plugins;
import picocli.CommandLine;

/** The command line. */
@CommandLine.Command(
    name = "sluice",
    description = "Kafka in and out of a rule-engine IoT platform, without loops.",
    mixinStandardHelpOptions = true,
    version = "sluice 0.1.0-SNAPSHOT",
    footer = {
      "",
      "Exit code: 0 done; 1 the work failed; 2 a wrong argument or a wrong configuration."
    })
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Runs one command and exits with its code ({@link ExitCode}). */
  public static void main(String[] arguments) {
    // Kafka's clients shall not read files or the environment, whatever stands in a property.
    System.setProperty("org.apache.kafka.automatic.config.providers", "none");
    try (Plugins plugins = new Plugins(PluginDirectory.ofInstallation())) {
      CommandLines commands =
          new CommandLines(new Main(), System.out, System.err)
              .add(new DemoCommand())
              .add(new RunCommand())
              .add(new LoopsCommand());
      plugins.all().forEach(plugin -> addAll(plugin, commands));
      int code = commands.run(arguments);
      System.out.flush();
      System.exit(code);
    }
  }

  private static void addAll(LoadedPlugin plugin, CommandLines commands) {
    try {
      plugin.providers().forEach(provider -> provider.commands().forEach(commands::add));
    } catch (Throwable e) {
      // Broad: whatever one plugin throws, the other commands can be used.
      LOG.error("plugin {} cannot tell its commands", plugin.id(), e);
    }
  }
}
