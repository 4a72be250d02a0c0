package org.sluiceiot.platform.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.sluiceiot.api.config.Durations;
import org.sluiceiot.platform.demo.Demo;
import org.sluiceiot.platform.demo.DemoOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Shows everything on this machine. */
@Command(
    name = "demo",
    description = "Runs a broker, a host and live data on this machine until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
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
      return Durations.parse(text);
    }
  }

  @Override
  public Integer call() throws Exception {
    if (devices < 1 || devices > 100_000 || rate < 1 || rate > 1_000_000) {
      System.err.println("--devices must be 1 to 100000 and --rate 1 to 1000000");
      return 2;
    }
    return new Demo(new DemoOptions(devices, rate, time, port, PluginDirectory.ofInstallation()))
        .run();
  }
}
