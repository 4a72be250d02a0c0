package org.sluiceiot.api.entity;

import java.util.Set;

/**
 * Attributes that a record takes away from its entity. Telemetry is never taken away.
 *
 * @param every whether all of them that belong to the host's side (ThingsBoard: server scope)
 * @param keys single ones; empty with {@code every}
 */
public record RemovedAttributes(boolean every, Set<String> keys) {
  /** Nothing is taken away. */
  public static final RemovedAttributes NONE = new RemovedAttributes(false, Set.of());

  public RemovedAttributes {
    keys = every ? Set.of() : Set.copyOf(keys);
  }

  /** These keys; all of them where none is named. */
  public static RemovedAttributes of(Set<String> keys) {
    return new RemovedAttributes(keys.isEmpty(), keys);
  }

  /** Whether anything is to be taken away. */
  public boolean any() {
    return every || !keys.isEmpty();
  }
}
