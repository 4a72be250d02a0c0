package org.sluiceiot.kafka.guard;

import java.util.List;
import org.sluiceiot.api.config.Property;

/** What a tenant decides about loops, per uplink or downlink. */
public record GuardConfig(
    @Property(
            title = "Cycles",
            help =
                "as-operator: what the operator decided; warn and reject are obeyed where they are"
                    + " stricter than that.",
            defaultValue = "as-operator",
            advanced = true)
        Policy policy,
    @Property(
            title = "Allowed round trips",
            help = "Other sides with which a record may go round, a limited number of times.",
            defaultValue = "[]",
            max = "32",
            advanced = true)
        List<RoundTrip> roundTrips) {

  /** As the operator says, and nothing allowed. */
  public static final GuardConfig DEFAULT = new GuardConfig(Policy.AS_OPERATOR, List.of());

  public GuardConfig {
    roundTrips = List.copyOf(roundTrips);
  }

  /** A tenant can be stricter than the operator, never laxer. */
  public enum Policy {
    AS_OPERATOR,
    WARN,
    REJECT;

    LoopPolicy least() {
      return switch (this) {
        case AS_OPERATOR -> LoopPolicy.OFF;
        case WARN -> LoopPolicy.WARN;
        case REJECT -> LoopPolicy.REJECT;
      };
    }
  }

  /** A pair in which data may go round on purpose, such as a request and its answer. */
  public record RoundTrip(
      @Property(
              title = "With",
              help = "Id or name of the downlink (of an uplink) or of the uplink (of a downlink).",
              min = "1",
              max = "255")
          String with,
      @Property(
              title = "Times",
              help = "How often a record may come back before it counts as a loop.",
              defaultValue = "1",
              min = "1",
              max = "7")
          int times) {}
}
