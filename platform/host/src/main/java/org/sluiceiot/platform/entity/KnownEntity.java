package org.sluiceiot.platform.entity;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * An entity with the last saved values of its update-only keys. Safe for any thread.
 *
 * <p>A value counts as last only when it is safe: otherwise a repeated delivery after a failed one
 * would be taken for unchanged and lost.
 */
public final class KnownEntity {
  private final Entity entity;
  private final Map<String, Optional<Object>> last = new ConcurrentHashMap<>();

  KnownEntity(Entity entity) {
    this.entity = entity;
  }

  public Entity entity() {
    return entity;
  }

  /**
   * Whether a value differs from the last saved one.
   *
   * @param slot names the key and where it is kept
   * @param load asks the database, when the slot was not seen yet
   */
  public boolean changed(String slot, Object value, Function<String, Optional<Object>> load) {
    return !last.computeIfAbsent(slot, load).equals(Optional.of(value));
  }

  /** Remembers a value that is safe. */
  public void saved(String slot, Object value) {
    last.put(slot, Optional.of(value));
  }
}
