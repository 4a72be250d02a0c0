package org.sluiceiot.kafka.uplink.config;

import java.time.Duration;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;

/** What becomes of records that fail. */
public record FailureConfig(
    @Property(
            title = "On failure",
            help =
                "dead-letter: kept in a topic of their own; skip: counted and lost; stop: the"
                    + " partition stops until a person resumes it.",
            defaultValue = "dead-letter")
        FailureStrategy strategy,
    @Property(
            title = "On loop",
            help =
                "dead-letter, skip or stop for a record that has been here before; deliver lets it"
                    + " through.",
            defaultValue = "dead-letter",
            advanced = true)
        LoopStrategy onLoop,
    @Property(
            title = "Dead letter topic",
            help = "Empty for the group's name followed by .dead-letter.",
            optional = true,
            pattern = "[A-Za-z0-9._-]{0,249}")
        String deadLetterTopic,
    @Property(
            title = "Create dead letter topic",
            help = "Whether it is created when missing.",
            defaultValue = "true")
        boolean createDeadLetterTopic,
    @Property(
            title = "Retry for",
            help =
                "How long a record is tried again that failed for a passing reason, before it"
                    + " counts as failed for good; its partition waits.",
            defaultValue = "1h",
            min = "0ms",
            max = "30d",
            advanced = true)
        Duration retryFor,
    @Property(
            title = "First retry after",
            help = "Doubles with every attempt.",
            defaultValue = "50ms",
            min = "1ms",
            max = "1h",
            advanced = true)
        Duration retryDelay,
    @Property(
            title = "Longest wait between retries",
            help = "Upper bound of the doubling.",
            defaultValue = "30s",
            min = "1ms",
            max = "1h",
            advanced = true)
        Duration maxRetryDelay)
    implements Validated {

  /** What becomes of a record that has been here before. */
  public enum LoopStrategy {
    DEAD_LETTER,
    SKIP,
    STOP,
    DELIVER
  }

  @Override
  public void validate(Problems problems) {
    if (retryDelay.compareTo(maxRetryDelay) > 0) {
      problems.at("retryDelay").add("is above maxRetryDelay", "make it shorter");
    }
  }
}
