package org.sluiceiot.kafka.guard;

import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.host.Host;

/** The part of the operator's settings that the guard reads. */
public record LoopSettings(
    @Property(
            title = LoopSettings.POLICY_TITLE,
            help = LoopSettings.POLICY_HELP,
            defaultValue = LoopSettings.DEFAULT_POLICY)
        LoopPolicy loopPolicy,
    @Property(title = LoopSettings.GUARD_TITLE, help = LoopSettings.GUARD_HELP, defaultValue = "{}")
        GuardSettings loopGuard) {
  public static final String DEFAULT_POLICY = "reject";
  public static final String POLICY_TITLE = "Loop policy";
  public static final String POLICY_HELP =
      "What happens to a connection in which data would circle. A tenant may be stricter.";
  public static final String GUARD_TITLE = "Loop guard";
  public static final String GUARD_HELP = "What is done about records that circle nevertheless.";

  /**
   * The settings that this host holds.
   *
   * @throws IllegalStateException the host let invalid settings through
   */
  static LoopSettings of(Host host) {
    ConfigReader.Reading<LoopSettings> reading =
        ConfigReader.tryRead(host.settings(), LoopSettings.class);
    if (reading.value() == null) {
      throw new IllegalStateException(
          "the operator's loop settings are invalid", new ConfigException(reading.problems()));
    }
    return reading.value();
  }
}
