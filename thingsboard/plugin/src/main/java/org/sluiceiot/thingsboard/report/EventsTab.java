package org.sluiceiot.thingsboard.report;

import java.util.UUID;
import org.sluiceiot.thingsboard.runtime.BackgroundWork;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.server.common.data.debug.DebugSettings;
import org.thingsboard.server.common.data.event.ErrorEvent;
import org.thingsboard.server.common.data.event.Event;
import org.thingsboard.server.common.data.event.LifecycleEvent;
import org.thingsboard.server.common.data.event.RuleNodeDebugEvent;
import org.thingsboard.server.common.data.id.TenantId;

/**
 * The Events tab of one node, as its tenant sees it. Events are written in the background, since
 * the server may touch its database. Safe for any thread; never throws.
 */
public final class EventsTab {
  private static final int LONGEST = 8 * 1024;

  private final TbContext ctx;
  private final BackgroundWork background;
  private final TenantId tenant;
  private final UUID node;
  private final String service;

  public EventsTab(TbContext ctx, BackgroundWork background) {
    this.ctx = ctx;
    this.background = background;
    this.tenant = ctx.getTenantId();
    this.node = ctx.getSelfId().getId();
    this.service = ctx.getServiceId();
  }

  /**
   * Under <em>Errors</em>, whatever the debug settings say.
   *
   * @param kind of what happened, in a word: {@code alarm}, {@code resolved}, {@code warning}
   */
  public void error(String kind, String text) {
    background.soon(
        () ->
            save(
                ErrorEvent.builder()
                    .tenantId(tenant)
                    .entityId(node)
                    .serviceId(service)
                    .method(kind)
                    .error(shortened(text))
                    .build()));
  }

  /**
   * Under <em>Life cycle events</em>: the node failed while it ran, or works again.
   *
   * @param error null when it works again
   */
  void lifecycle(String event, String error) {
    background.soon(
        () ->
            save(
                LifecycleEvent.builder()
                    .tenantId(tenant)
                    .entityId(node)
                    .serviceId(service)
                    .lcEventType(event)
                    .success(error == null)
                    .error(shortened(error))
                    .build()));
  }

  /** Under <em>Debug</em>: a record that came in, was decoded, or failed. */
  void debug(RecordEvent event) {
    background.soon(
        () ->
            save(
                RuleNodeDebugEvent.builder()
                    .tenantId(tenant)
                    .entityId(node)
                    .serviceId(service)
                    .eventType(event.direction())
                    .eventEntity(ctx.getSelfId())
                    .msgType("KAFKA_RECORD")
                    .dataType(event.dataType())
                    .relationType(event.relation())
                    .data(shortened(event.data()))
                    .metadata(shortened(event.metadata()))
                    .error(shortened(event.error()))
                    .build()));
  }

  private void save(Event event) {
    ctx.getEventService().saveAsync(event);
  }

  /** Whether the tenant wants every record shown now; ends by itself at the time that it set. */
  boolean showsAll() {
    DebugSettings settings = settings();
    return settings != null && settings.getAllEnabledUntil() > System.currentTimeMillis();
  }

  /** Whether the tenant wants records shown that fail. */
  boolean showsFailures() {
    DebugSettings settings = settings();
    return settings != null && (settings.isFailuresEnabled() || showsAll());
  }

  /** Read anew each time: changing them restarts no node. */
  private DebugSettings settings() {
    try {
      return ctx.getSelf().getDebugSettings();
    } catch (RuntimeException | LinkageError e) {
      // A server before 4.0 has no such settings; records are not shown there.
      return null;
    }
  }

  private static String shortened(String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
