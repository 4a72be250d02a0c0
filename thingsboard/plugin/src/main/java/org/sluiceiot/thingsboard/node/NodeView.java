package org.sluiceiot.thingsboard.node;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.Owner;

/** A node's state and metrics in JMX, from its start to its end. */
final class NodeView implements NodeViewMXBean, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeView.class);
  private static final AtomicLong INSTANCES = new AtomicLong();

  private final Owner owner;
  private final NodeObserver observer;
  private final ObjectName name;

  /**
   * @param type the plugin's name for the kind of node
   */
  NodeView(String type, Owner owner, NodeObserver observer) {
    this.owner = owner;
    this.observer = observer;
    this.name = register(type);
  }

  private ObjectName register(String type) {
    try {
      // A restarted node may meet its predecessor, so each instance has a name of its own.
      ObjectName wanted =
          new ObjectName(
              "org.sluiceiot:type=%s,node=%s,instance=%d"
                  .formatted(type, owner.id(), INSTANCES.incrementAndGet()));
      server().registerMBean(this, wanted);
      return wanted;
    } catch (JMException e) {
      LOG.warn("Node {} is not shown in JMX", owner.id(), e);
      return null;
    }
  }

  @Override
  public String getName() {
    return owner.name();
  }

  @Override
  public String getTenant() {
    return owner.tenant().toString();
  }

  @Override
  public String getState() {
    return observer.state().name();
  }

  @Override
  public String getReason() {
    return observer.reason();
  }

  @Override
  public Map<String, Double> getMeters() {
    return observer.meters().values();
  }

  /** Idempotent. */
  @Override
  public void close() {
    try {
      if (name != null && server().isRegistered(name)) {
        server().unregisterMBean(name);
      }
    } catch (JMException e) {
      LOG.warn("Node {} stays in JMX", owner.id(), e);
    }
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
