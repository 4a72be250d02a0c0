package org.sluiceiot.kafka.uplink.engine;

import java.util.concurrent.CompletionStage;
import org.sluiceiot.kafka.uplink.config.FailureStrategy;

/** How far one attempt at a record has come. */
sealed interface Step {
  /** It has ended. */
  record Ended(Outcome outcome) implements Step {}

  /** It has failed. */
  record Failed(Failure failure) implements Step {}

  /** It must wait so long and be tried again; this is no failure. */
  record Later(long nanos) implements Step {}

  /**
   * It is at the host.
   *
   * @param strategy of its route, for when the host refuses it
   */
  record Delivering(CompletionStage<Void> stage, FailureStrategy strategy) implements Step {}

  Step DELIVERED = new Ended(Outcome.DELIVERED);
  Step SKIPPED = new Ended(Outcome.SKIPPED);
  Step IGNORED = new Ended(Outcome.IGNORED);
}
