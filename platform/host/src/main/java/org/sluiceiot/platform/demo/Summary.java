package org.sluiceiot.platform.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import org.sluiceiot.platform.telemetry.TelemetryReader;

/** Compares what was sent with what arrived. */
final class Summary {
  private final TelemetryReader stored;
  private final DemoTenant tenant;
  private final Feed feed;
  private final PrintStream out;

  /**
   * @param stored of the host's database: what was saved is counted where it is kept
   */
  Summary(TelemetryReader stored, DemoTenant tenant, Feed feed, PrintStream out) {
    this.stored = stored;
    this.tenant = tenant;
    this.feed = feed;
    this.out = out;
  }

  /**
   * Waits for what is still on its way.
   *
   * @return the exit code
   */
  int print(Duration limit) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Map<String, Long> now = tenant.totals();
    while (!settled(now) && System.nanoTime() < deadline) {
      Thread.sleep(50);
      now = tenant.totals();
    }
    long points = stored.points(tenant.id());
    long outcomes = now.get("success") + now.get("failure") + now.get("loop");
    out.printf("%nsent       %,d records with %,d values%n", feed.sent(), feed.values());
    out.printf("saved      %,d records with %,d values%n", now.get("delivered"), points);
    out.printf(
        "messages   %,d = %,d success + %,d failure + %,d loop%n",
        now.get("messages"), now.get("success"), now.get("failure"), now.get("loop"));
    out.printf("produced   %,d alarms to %s%n", now.get("produced"), DemoTenant.ALARMS);
    boolean saved =
        feed.failed() == 0
            && now.get("delivered") == feed.sent()
            && points == feed.values()
            && feed.sent() > 0;
    boolean once = now.get("messages") == outcomes;
    out.println(saved ? "everything sent was saved" : "NOT everything sent was saved");
    out.println(
        once ? "every message had exactly one outcome" : "NOT every message had one outcome");
    return saved && once ? 0 : 1;
  }

  private boolean settled(Map<String, Long> now) {
    return now.get("delivered") >= feed.sent()
        && now.get("messages") == now.get("success") + now.get("failure") + now.get("loop");
  }
}
