package org.sluiceiot.api.check;

import java.time.Duration;
import java.util.List;

/** Result of a connection check: one step per layer, in the order tried. */
public record CheckReport(List<Step> steps) {
  public CheckReport {
    steps = List.copyOf(steps);
  }

  /** A check without steps. */
  public static CheckReport empty() {
    return new CheckReport(List.of());
  }

  /** Whether no step failed. */
  public boolean ok() {
    return steps.stream().noneMatch(step -> step.outcome() == Outcome.FAILED);
  }

  /** How a step ended. */
  public enum Outcome {
    OK,
    /** Could not be tried, or worked with a restriction that need not matter. */
    WARNING,
    FAILED,
    /** Not tried because an earlier step failed. */
    SKIPPED
  }

  /**
   * @param layer {@code dns}, {@code tcp}, {@code tls}, {@code sasl}, {@code authorisation}, {@code
   *     topic}, {@code group}, {@code cluster}
   * @param text what was found, one sentence, secrets redacted
   * @param hint what to do about it; empty when all is well
   * @param took how long it took; zero when that was not measured
   */
  public record Step(String layer, Outcome outcome, String text, String hint, Duration took) {
    /** A step whose time was not measured. */
    public Step(String layer, Outcome outcome, String text, String hint) {
      this(layer, outcome, text, hint, Duration.ZERO);
    }
  }
}
