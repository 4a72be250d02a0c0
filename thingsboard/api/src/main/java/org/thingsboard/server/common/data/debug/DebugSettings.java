package org.thingsboard.server.common.data.debug;

/** Signature of the host type: what of a node is recorded, and until when. */
public class DebugSettings {
  private DebugSettings() {}

  public boolean isFailuresEnabled() {
    throw new UnsupportedOperationException("signature only");
  }

  public long getAllEnabledUntil() {
    throw new UnsupportedOperationException("signature only");
  }
}
