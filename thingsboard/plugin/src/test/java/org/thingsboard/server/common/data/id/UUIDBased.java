package org.thingsboard.server.common.data.id;

import java.io.Serializable;
import java.util.UUID;

/** Stands for the host type in tests: an id with its UUID. */
@SuppressWarnings("serial")
class UUIDBased implements HasUUID, Serializable {
  private final UUID id;

  public UUIDBased() {
    this(UUID.randomUUID());
  }

  public UUIDBased(UUID id) {
    this.id = id;
  }

  @Override
  public UUID getId() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other != null && other.getClass() == getClass() && ((UUIDBased) other).id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
