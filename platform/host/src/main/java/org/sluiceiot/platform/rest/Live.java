package org.sluiceiot.platform.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WAITING = 1_000;
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(WAITING);

  /** Wakes the stream, so that it sees that it is ended. */
  private static final Message WAKE = new Message("", "");

  private volatile boolean ended;
  private final LongAdder lost = new LongAdder();
  private final OutputStream out;
  private final java.util.UUID tenant;

  /** Entity ids by number. */
  private final Map<Long, String> watched;

  Live(OutputStream out, java.util.UUID tenant, Map<Long, String> watched) {
    this.out = out;
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

  /** Ends the stream at once; any thread. */
  void end() {
    ended = true;
    queue.offer(WAKE);
  }

  /** Sends until the page goes away ({@link IOException}) or the stream is ended. */
  void run(Supplier<Map<String, Object>> counters) throws InterruptedException, IOException {
    long next = System.nanoTime();
    while (!ended) {
      if (System.nanoTime() >= next) {
        next = System.nanoTime() + PERIOD;
        Map<String, Object> now = counters.get();
        now.put("lost", lost.sum());
        send(new Message("counters", now));
      }
      Message message = queue.poll(Math.max(1, next - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (message != null && message != WAKE) {
        send(message);
      }
    }
  }

  private void send(Message message) throws IOException {
    String data = JSON.writeValueAsString(message.data());
    String text = "event: " + message.name() + "\ndata: " + data + "\n\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
