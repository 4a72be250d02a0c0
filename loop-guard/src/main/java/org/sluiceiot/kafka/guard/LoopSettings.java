package org.sluiceiot.kafka.guard;

import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.SettingsDocument;
import org.sluiceiot.api.host.Host;

/** What the operator of a host decides about loops, for all tenants. */
public record LoopSettings(
    @Property(
            title = "Loop policy",
            help =
                "What happens to a connection in which data would circle. A tenant may be stricter.",
            defaultValue = LoopSettings.DEFAULT_POLICY)
        LoopPolicy loopPolicy,
    @Property(
            title = "Loop guard",
            help = "What is done about records that circle nevertheless.",
            defaultValue = "{}",
            advanced = true)
        GuardSettings loopGuard) {
  static final String DEFAULT_POLICY = "reject";

  /**
   * The settings that this host holds.
   *
   * @throws IllegalStateException the host let invalid settings through
   */
  static LoopSettings of(Host host) {
    try {
      return SettingsDocument.read(host.settings(), LoopSettings.class);
    } catch (ConfigException e) {
      throw new IllegalStateException("the operator's loop settings are invalid", e);
    }
  }
}
