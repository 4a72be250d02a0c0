package org.sluiceiot.platform.entity;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final AtomicInteger removals = new AtomicInteger();
  private long removed;

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
    Optional<Object> known =
        removals.get() > 0
            ? last.getOrDefault(slot, Optional.empty()) // the database still has what is to go
            : last.computeIfAbsent(slot, load);
    return !known.equals(Optional.of(value));
  }

  /** Remembers a value that is safe, unless values were removed since the epoch. */
  public synchronized void saved(String slot, Object value, long epoch) {
    if (epoch == removed) {
      last.put(slot, Optional.of(value));
    }
  }

  /** How often values were removed so far. */
  public synchronized long epoch() {
    return removed;
  }

  /** Values are about to be removed: nothing counts as last until then; {@link #ended} follows. */
  public synchronized void removing() {
    removals.incrementAndGet();
    removed++;
    last.clear();
  }

  /** The removal has ended, well or not. */
  public void ended() {
    removals.decrementAndGet();
  }
}
