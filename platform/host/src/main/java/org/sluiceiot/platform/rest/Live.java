package org.sluiceiot.platform.rest;

import io.javalin.http.sse.SseClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.sluiceiot.platform.owner.StoredEvent;
import org.sluiceiot.platform.telemetry.Point;

/**
 * One stream of live events to one page. What the page does not read in time is dropped and
 * counted. Safe for any thread; {@link #run} is the stream's own.
 */
final class Live {
  private static final int WAITING = 1_000;
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(WAITING);
  private final LongAdder lost = new LongAdder();
  private final SseClient client;
  private final java.util.UUID tenant;

  /** Entity ids by number. */
  private final Map<Long, String> watched;

  Live(SseClient client, java.util.UUID tenant, Map<Long, String> watched) {
    this.client = client;
    this.tenant = tenant;
    this.watched = Map.copyOf(watched);
  }

  private record Message(String name, Object data) {}

  void event(StoredEvent event) {
    if (event.tenant().id().equals(tenant)) {
      offer(new Message("event", Shapes.event(event)));
    }
  }

  void points(List<Point> points) {
    if (watched.isEmpty()) {
      return;
    }
    Map<String, List<Object>> byEntity = new LinkedHashMap<>();
    for (Point point : points) {
      String id = watched.get(point.entity());
      if (id != null) {
        byEntity.computeIfAbsent(id, key -> new ArrayList<>()).add(Shapes.value(point));
      }
    }
    byEntity.forEach(
        (id, values) -> offer(new Message("telemetry", Map.of("entity", id, "points", values))));
  }

  private void offer(Message message) {
    if (!queue.offer(message)) {
      lost.increment();
    }
  }

  /** Sends until the page goes away. */
  void run(Supplier<Map<String, Object>> counters) throws InterruptedException {
    long next = System.nanoTime();
    while (!client.terminated()) {
      if (System.nanoTime() >= next) {
        next += PERIOD;
        Map<String, Object> now = counters.get();
        now.put("lost", lost.sum());
        client.sendEvent("counters", now);
      }
      Message message = queue.poll(Math.max(1, next - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (message != null) {
        client.sendEvent(message.name(), message.data());
      }
    }
  }
}
