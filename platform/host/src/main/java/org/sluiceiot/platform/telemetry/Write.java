package org.sluiceiot.platform.telemetry;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Points that must become safe together.
 *
 * @param target telemetry or attributes
 * @param done completed when they are safe
 */
record Write(Target target, List<Point> points, CompletableFuture<Void> done) {
  /** Where points go. */
  enum Target {
    TELEMETRY,
    ATTRIBUTES
  }
}
