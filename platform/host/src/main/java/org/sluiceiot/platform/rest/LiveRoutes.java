package org.sluiceiot.platform.rest;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.platform.host.Platform;

/**
 * Streams of server-sent events. Each takes a thread of the server for as long as its page is open,
 * so their number is bounded.
 */
final class LiveRoutes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
  private static final int PER_USER = 16;
  private static final int ALTOGETHER = 100;

  private final ConcurrentHashMap<String, AtomicInteger> byUser = new ConcurrentHashMap<>();
  private final AtomicInteger altogether = new AtomicInteger();
  private final Platform platform;
  private final StatusRoutes status;
  private volatile boolean closing;

  LiveRoutes(Platform platform) {
    this.platform = platform;
    this.status = new StatusRoutes(platform);
  }

  void addTo(Routes routes) {
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
      altogether.decrementAndGet();
    }
  }

  private void stream(Call call) throws Exception {
    Context http = call.http();
    var watched = status.watched(call.tenant().id(), call.query("entity", ""));
    http.disableCompression();
    http.res().setContentType("text/event-stream");
    http.res().setCharacterEncoding("UTF-8");
    Live live = new Live(http.res().getOutputStream(), call.tenant().id().id(), watched);
    try (AutoCloseable events = platform.events().listen(live::event);
        AutoCloseable points = platform.writer().listen(live::points)) {
      live.run(() -> status.counters(call.tenant().id()), () -> closing);
    } catch (IOException e) {
      LOG.debug("a page went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends every stream within a second. */
  @Override
  public void close() {
    closing = true;
  }
}
