package org.sluiceiot.platform.chain;

/**
 * How a message's way through a chain ended.
 *
 * @param cause why it failed; null unless the outcome is {@link Outcome#FAILURE} or the data was
 *     not saved
 * @param retry whether the same message should be processed again, because the database was away
 */
public record Ending(Outcome outcome, Throwable cause, boolean retry) {
  /** The one outcome of a message; the worst of its branches. */
  public enum Outcome {
    SUCCESS,
    LOOP,
    FAILURE
  }
}
