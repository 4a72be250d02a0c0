package org.sluiceiot.kafka.guard;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.sluiceiot.api.host.Event;

/**
 * Tells the owner of an endpoint by which way a record came back: the first at once, then at most
 * one a minute, since a loop of many records would bury everything else. Safe for any thread.
 */
final class LoopEvents {
  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  private final Endpoint endpoint;
  private final LongSupplier clock;
  private final AtomicLong untold = new AtomicLong();
  private final AtomicLong next;

  LoopEvents(Endpoint endpoint, LongSupplier clock) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.next = new AtomicLong(clock.getAsLong());
  }

  /**
   * @param words the whole path
   */
  void seen(String words) {
    if (endpoint.observer() == null) {
      return;
    }
    untold.incrementAndGet();
    long now = clock.getAsLong();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
      long count = untold.getAndSet(0);
      endpoint
          .observer()
          .event(
              new Event(
                  Event.Kind.ALARM,
                  "%s has seen %d %s before; the last came by %s"
                      .formatted(endpoint.words(), count, count == 1 ? "record" : "records", words),
                  Map.of("path", words)));
    }
  }
}
