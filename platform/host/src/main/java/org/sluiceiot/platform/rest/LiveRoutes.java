package org.sluiceiot.platform.rest;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.owner.EventLog;
import org.sluiceiot.platform.telemetry.TelemetryWriter;
import org.sluiceiot.platform.thread.WorkLoop;

/**
 * Streams of server-sent events. A stream ends with the session that opened it: by a changed
 * password or role, a logout, a deleted account or tenant. A thread of its own asks for that, since
 * a database that is away keeps whoever asks it waiting, and the streams must tell of just that.
 */
public final class LiveRoutes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
  private static final Duration LONGEST_END = Duration.ofSeconds(3);

  private final OpenStreams open = new OpenStreams();
  private final CountDownLatch ending = new CountDownLatch(1);
  private final WorkLoop watch = new WorkLoop("sluice-live-watch", this::look);
  private final EventLog events;
  private final TelemetryWriter writer;
  private final StatusRoutes status;
  private final Gate gate;

  /**
   * @param gate asked each second whether a stream's login still sees the tenant
   */
  public LiveRoutes(EventLog events, TelemetryWriter writer, StatusRoutes status, Gate gate) {
    this.events = events;
    this.writer = writer;
    this.status = status;
    this.gate = gate;
  }

  /** Adds its routes; call once. */
  public void addTo(RestRoutes routes) {
    routes.get("/api/tenants/{tenant}/live", Access.TENANT_READ, this::live);
  }

  private boolean look() throws InterruptedException {
    if (!ending.await(1, TimeUnit.SECONDS)) {
      open.endForbidden();
    }
    return false;
  }

  private void live(Call call) throws Exception {
    Context http = call.http();
    TenantId tenant = call.tenant().id();
    var watched = status.watched(tenant, call.query("entity", ""));
    http.disableCompression();
    Live live = new Live(http.res().getOutputStream(), tenant.id(), watched);
    String token = gate.token(http).orElseThrow(ApiException::notFound);
    try (var place =
        open.take(call.account().name(), tenant, () -> gate.sees(token, tenant), live::end)) {
      http.res().setContentType("text/event-stream");
      http.res().setCharacterEncoding("UTF-8");
      stream(live, tenant);
    }
  }

  private void stream(Live live, TenantId tenant) throws Exception {
    try (AutoCloseable events = this.events.listen(live::event);
        AutoCloseable points = writer.listen(live::points)) {
      live.run(() -> status.counters(tenant));
    } catch (IOException e) {
      LOG.debug("a page went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      // Broad: the answer is under way, so no other can be given; the page connects again.
      LOG.error("a live stream ended by an error", e);
    }
  }

  /**
   * Ends every stream at once and waits for that, so that no response is taken away under the
   * thread that still writes it.
   */
  @Override
  public void close() {
    ending.countDown();
    open.endAll(LONGEST_END.toNanos());
    watch.close(LONGEST_END);
  }
}
