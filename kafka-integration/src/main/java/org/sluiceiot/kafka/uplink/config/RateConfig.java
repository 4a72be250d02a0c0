package org.sluiceiot.kafka.uplink.config;

import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;

/** How much is let through; each limit in the form {@code 20:1,600:60} (count:seconds). */
public record RateConfig(
    @Property(
            title = "Per integration",
            help = "Records in so many seconds, several windows separated by commas: 20:1,600:60.",
            optional = true,
            max = "200")
        String integration,
    @Property(
            title = "Per device",
            help = "The same for the records of each device or asset.",
            optional = true,
            max = "200")
        String device,
    @Property(
            title = "Per tenant",
            help =
                "The same for all integrations of the tenant in this process; integrations with"
                    + " the same text share one budget.",
            optional = true,
            max = "200")
        String tenant,
    @Property(
            title = "Over the rate",
            help = "wait: the partition waits; dead-letter: the record goes to the dead letters.",
            defaultValue = "wait")
        Overflow overflow)
    implements Validated {

  /** What becomes of a record above the rate. */
  public enum Overflow {
    WAIT,
    DEAD_LETTER
  }

  @Override
  public void validate(Problems problems) {
    check(integration, problems.at("integration"));
    check(device, problems.at("device"));
    check(tenant, problems.at("tenant"));
  }

  private static void check(String text, Problems problems) {
    try {
      RateLimit.parse(text);
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage(), "write count:seconds, such as 20:1,600:60");
    }
  }
}
