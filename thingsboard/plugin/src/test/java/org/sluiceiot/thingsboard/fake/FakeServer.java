package org.sluiceiot.thingsboard.fake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.thingsboard.rule.engine.api.DeviceStateManager;
import org.thingsboard.server.cluster.TbClusterService;
import org.thingsboard.server.common.data.id.EntityId;
import org.thingsboard.server.common.data.id.TenantId;
import org.thingsboard.server.common.msg.TbMsg;
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
  private volatile boolean forceAck;
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

  TbClusterService cluster() {
    return (tenantId, entity, message, callback) -> {
      Pushed one = new Pushed(entity, message, callback);
      pushed.add(one);
      queue.accept(one);
    };
  }

  DeviceStateManager states() {
    return (tenantId, device, time, callback) -> {
      active.add(device.getId());
      callback.onSuccess();
    };
  }
}
