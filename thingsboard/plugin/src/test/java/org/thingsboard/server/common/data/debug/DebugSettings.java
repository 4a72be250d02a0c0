package org.thingsboard.server.common.data.debug;

/** Stands for the host type in tests: what of a node is recorded, and until when. */
public class DebugSettings {
  private final boolean failures;
  private final long allUntil;

  public DebugSettings(boolean failures, long allUntil) {
    this.failures = failures;
    this.allUntil = allUntil;
  }

  public boolean isFailuresEnabled() {
    return failures;
  }

  public long getAllEnabledUntil() {
    return allUntil;
  }
}
