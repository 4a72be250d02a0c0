package org.thingsboard.server.common.data.id;

import java.io.Serializable;
import java.util.UUID;

/** Signature of the host type: an id that is a UUID. */
@SuppressWarnings("serial") // signature only
class UUIDBased implements HasUUID, Serializable {
  public UUIDBased() {}

  public UUIDBased(UUID id) {}

  @Override
  public UUID getId() {
    throw new UnsupportedOperationException("signature only");
  }
}
