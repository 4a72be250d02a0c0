package org.sluiceiot.platform.cli;

import io.javalin.util.JavalinBindException;
import java.io.PrintStream;
import java.time.Duration;
import org.sluiceiot.api.config.Durations;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.api.plugin.UsageException;
import org.sluiceiot.platform.demo.Demo;
import org.sluiceiot.platform.demo.DemoOptions;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Shows everything on this machine. */
@CommandLine.Command(
    name = "demo",
    description = "Runs a broker, a host and live data on this machine until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Command {
  @Option(
      names = "--devices",
      description = "Simulated sensors (${DEFAULT-VALUE}).",
      defaultValue = "40")
  private int devices;

  @Option(
      names = "--rate",
      description = "Records per second of all simulated sensors together (${DEFAULT-VALUE}).",
      defaultValue = "100")
  private int rate;

  @Option(
      names = "--for",
      description = "Ends after this time, such as 30s, and checks that everything was saved.",
      converter = ShortDuration.class)
  private Duration time;

  @Option(
      names = "--port",
      description = "Port of the page; 0 for a free one (${DEFAULT-VALUE}).",
      defaultValue = "0")
  private int port;

  /** {@code 30s}. */
  static final class ShortDuration implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return Durations.parse(text);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException("'" + text + "' is not a time such as 30s");
      }
    }
  }

  @Override
  public boolean run(PrintStream out, PrintStream err) throws Exception {
    Ranges.check("--devices", devices, 1, 100_000);
    Ranges.check("--rate", rate, 1, 1_000_000);
    Ranges.check("--port", port, 0, 65_535);
    EmbeddedBroker.requireLibrary("demo");
    try {
      return new Demo(new DemoOptions(devices, rate, time, port, PluginDirectory.ofInstallation()))
              .run()
          == 0;
    } catch (JavalinBindException e) {
      throw new UsageException(
          "cannot serve on port %d (%s): give another with --port".formatted(port, e.getMessage()),
          e);
    }
  }
}
