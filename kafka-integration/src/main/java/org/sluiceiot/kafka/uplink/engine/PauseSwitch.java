package org.sluiceiot.kafka.uplink.engine;

/**
 * Holds the whole integration while somebody wants it to: nothing is polled, the group membership
 * stays. Safe for any thread.
 */
public final class PauseSwitch {
  private volatile String reason = "";

  /** Stops polling within a moment; records in flight end. */
  public void pause(String why) {
    reason = why.isEmpty() ? "on request" : why;
  }

  /** Goes on polling. */
  public void resume() {
    reason = "";
  }

  boolean active() {
    return !reason.isEmpty();
  }

  String reason() {
    return reason;
  }
}
