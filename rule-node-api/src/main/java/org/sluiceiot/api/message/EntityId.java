package org.sluiceiot.api.message;

import java.util.Objects;
import java.util.UUID;

/**
 * An entity of the host: what a message is about (its originator).
 *
 * @param type the host's name for the kind, upper case: {@code DEVICE}, {@code ASSET}, {@code
 *     TENANT}, …; never null
 * @param id never null
 */
public record EntityId(String type, UUID id) {
  public static final String DEVICE = "DEVICE";
  public static final String ASSET = "ASSET";

  public EntityId {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
  }

  @Override
  public String toString() {
    return type + ":" + id;
  }
}
