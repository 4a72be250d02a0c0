package org.sluiceiot.platform.rest;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.platform.owner.EventLog;
import org.sluiceiot.platform.telemetry.TelemetryWriter;

/**
 * Streams of server-sent events. Each takes a thread of the server for as long as its page is open,
 * so their number is bounded.
 */
public final class LiveRoutes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
  private static final int PER_USER = 16;
  private static final int ALTOGETHER = 100;
  private static final Duration LONGEST_END = Duration.ofSeconds(3);

  private final ConcurrentHashMap<String, AtomicInteger> byUser = new ConcurrentHashMap<>();
  private final AtomicInteger altogether = new AtomicInteger();
  private final EventLog events;
  private final TelemetryWriter writer;
  private final StatusRoutes status;
  private final Set<Live> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  public LiveRoutes(EventLog events, TelemetryWriter writer, StatusRoutes status) {
    this.events = events;
    this.writer = writer;
    this.status = status;
  }

  /** Adds its routes; call once. */
  public void addTo(RestRoutes routes) {
    routes.get("/api/tenants/{tenant}/live", Access.TENANT_READ, this::live);
  }

  private void live(Call call) throws Exception {
    AtomicInteger own = byUser.computeIfAbsent(call.account().name(), name -> new AtomicInteger());
    try {
      if (own.incrementAndGet() > PER_USER | altogether.incrementAndGet() > ALTOGETHER) {
        throw new ApiException(429, "", "too many live streams are open", "close other pages");
      }
      stream(call);
    } finally {
      own.decrementAndGet();
      synchronized (altogether) {
        altogether.decrementAndGet();
        altogether.notifyAll();
      }
    }
  }

  private void stream(Call call) throws Exception {
    Context http = call.http();
    var watched = status.watched(call.tenant().id(), call.query("entity", ""));
    http.disableCompression();
    http.res().setContentType("text/event-stream");
    http.res().setCharacterEncoding("UTF-8");
    Live live = new Live(http.res().getOutputStream(), call.tenant().id().id(), watched);
    open.add(live);
    try (AutoCloseable events = this.events.listen(live::event);
        AutoCloseable points = writer.listen(live::points)) {
      live.run(() -> status.counters(call.tenant().id()), () -> closing);
    } catch (IOException e) {
      LOG.debug("a page went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      // Broad: the answer is under way, so no other can be given; the page connects again.
      LOG.error("a live stream ended by an error", e);
    } finally {
      open.remove(live);
    }
  }

  /**
   * Ends every stream at once and waits for that, so that no response is taken away under the
   * thread that still writes it.
   */
  @Override
  public void close() {
    closing = true;
    open.forEach(Live::wake);
    long deadline = System.nanoTime() + LONGEST_END.toNanos();
    synchronized (altogether) {
      try {
        long left = deadline - System.nanoTime();
        while (altogether.get() > 0 && left > 0) {
          altogether.wait(Math.max(1, left / 1_000_000));
          left = deadline - System.nanoTime();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
