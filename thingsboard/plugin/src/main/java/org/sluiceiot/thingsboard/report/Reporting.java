package org.sluiceiot.thingsboard.report;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.sluiceiot.thingsboard.runtime.BackgroundWork;
import org.thingsboard.rule.engine.api.TbContext;

/**
 * What reports of a node need.
 *
 * @param who tenant, rule chain and present name of the node, in words
 * @param failedAfter how long trouble may last before the life cycle says that the node failed
 */
public record Reporting(
    TbContext ctx,
    Supplier<String> who,
    BackgroundWork background,
    Clock clock,
    Duration failedAfter) {

  /** Of a node that takes messages: the server itself shows these. */
  public NodeObserver ofDownlink() {
    return new NodeObserver(
        this, new EventsTab(ctx, background), new AlarmMessages(ctx, "KAFKA_DOWNLINK_ALARM"), null);
  }

  /** Of a node that reads records, which the server knows nothing of. */
  public NodeObserver ofUplink() {
    EventsTab tab = new EventsTab(ctx, background);
    return new NodeObserver(
        this, tab, new AlarmMessages(ctx, "KAFKA_UPLINK_ALARM"), new RecordEvents(tab, clock));
  }
}
