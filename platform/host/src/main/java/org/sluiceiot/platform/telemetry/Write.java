package org.sluiceiot.platform.telemetry;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.sluiceiot.api.entity.RemovedAttributes;

/** What must become safe as a whole. */
sealed interface Write {
  /** Completed with nothing, once it is safe; only failures complete it otherwise. */
  CompletableFuture<?> done();

  /**
   * Points that must become safe together.
   *
   * @param target telemetry or attributes
   * @param done completed when they are safe
   */
  record Save(Target target, List<Point> points, CompletableFuture<Void> done) implements Write {}

  /**
   * Attributes that go away.
   *
   * @param done completed with the keys that were there, when they are gone
   */
  record Remove(long entity, RemovedAttributes removed, CompletableFuture<List<String>> done)
      implements Write {}

  /** Where points go. */
  enum Target {
    TELEMETRY,
    ATTRIBUTES
  }
}
