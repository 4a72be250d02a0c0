package org.sluiceiot.thingsboard.fake;

import com.google.common.util.concurrent.Futures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.thingsboard.rule.engine.api.DeviceStateManager;
import org.thingsboard.rule.engine.api.TbNode;
import org.thingsboard.server.cluster.TbClusterService;
import org.thingsboard.server.common.data.event.ErrorEvent;
import org.thingsboard.server.common.data.event.Event;
import org.thingsboard.server.common.data.id.EntityId;
import org.thingsboard.server.common.data.id.TenantId;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.dao.event.EventService;
import org.thingsboard.server.queue.TbQueueCallback;

/**
 * A ThingsBoard server with one tenant: keeps entities, and remembers every call that a node makes.
 * Safe for any thread.
 */
public final class FakeServer {
  /** A message pushed to the rule engine, with the callback that waits for it. */
  public record Pushed(EntityId entity, TbMsg message, TbQueueCallback callback) {}

  private final TenantId tenant;
  private final FakeEntities entities = new FakeEntities();
  private final List<Pushed> pushed = Collections.synchronizedList(new ArrayList<>());
  private final List<UUID> active = Collections.synchronizedList(new ArrayList<>());
  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private final List<TbNode> nodes = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean forceAck;
  private volatile Runnable onActivity = () -> {};
  private volatile Consumer<Pushed> queue = one -> one.callback().onSuccess(null);

  public FakeServer() {
    this(UUID.randomUUID());
  }

  public FakeServer(UUID tenant) {
    this.tenant = new TenantId(tenant);
  }

  public TenantId tenant() {
    return tenant;
  }

  /** A new node of this tenant. */
  public FakeNode node(String name) {
    return new FakeNode(this, name);
  }

  public FakeEntities entities() {
    return entities;
  }

  /** Every message pushed, in order. */
  public List<Pushed> pushed() {
    synchronized (pushed) {
      return List.copyOf(pushed);
    }
  }

  public int pushedCount() {
    return pushed.size();
  }

  /** Devices reported active, in order. */
  public List<UUID> active() {
    synchronized (active) {
      return List.copyOf(active);
    }
  }

  void started(TbNode node) {
    nodes.add(node);
  }

  /** Destroys every node that was started; a node that lives on would tell of itself for ever. */
  public void destroyNodes() {
    synchronized (nodes) {
      nodes.forEach(TbNode::destroy);
      nodes.clear();
    }
  }

  public FakeServer forceAck(boolean on) {
    forceAck = on;
    return this;
  }

  boolean forceAck() {
    return forceAck;
  }

  /** What the queue does with a message, instead of taking it at once. */
  public FakeServer queue(Consumer<Pushed> behaviour) {
    queue = behaviour;
    return this;
  }

  /** Runs before a device is reported active. */
  public void onActivity(Runnable action) {
    onActivity = action;
  }

  TbClusterService cluster() {
    return new Cluster();
  }

  private final class Cluster implements TbClusterService {
    @Override
    public void pushMsgToRuleEngine(
        TenantId tenantId, EntityId entity, TbMsg message, TbQueueCallback callback) {
      // The queue of the entity's profile, whatever the message says.
      pushMsgToRuleEngine(
          tenantId, entity, message.transform().queueName("profile").build(), true, callback);
    }

    @Override
    public void pushMsgToRuleEngine(
        TenantId tenantId,
        EntityId entity,
        TbMsg message,
        boolean useQueueFromTbMsg,
        TbQueueCallback callback) {
      Pushed one = new Pushed(entity, message, callback);
      pushed.add(one);
      queue.accept(one);
    }
  }

  /** What stands in the Events tabs of all nodes, in order. */
  public List<Event> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /** Those of one kind, as kind and text. */
  public List<String> errors() {
    return events().stream()
        .filter(ErrorEvent.class::isInstance)
        .map(event -> event.text("method") + ": " + event.text("error"))
        .toList();
  }

  EventService eventService() {
    return event -> {
      events.add(event);
      return Futures.immediateVoidFuture();
    };
  }

  DeviceStateManager states() {
    return (tenantId, device, time, callback) -> {
      onActivity.run();
      active.add(device.getId());
      callback.onSuccess();
    };
  }
}
