package org.sluiceiot.thingsboard.report;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.Owner;

/**
 * A node's state and metrics in JMX, from its start to its end, under a name that stays the same
 * over restarts: a new instance takes the place of the one that is still ending.
 */
public final class NodeView implements NodeViewMXBean, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeView.class);

  /** Who is shown under a name now; guards registering and unregistering. */
  private static final Map<ObjectName, NodeView> SHOWN = new HashMap<>();

  private final Owner owner;
  private final NodeObserver observer;
  private final ObjectName name;

  /**
   * @param type the plugin's name for the kind of node
   */
  public NodeView(String type, Owner owner, NodeObserver observer) {
    this.owner = owner;
    this.observer = observer;
    this.name = show(type);
  }

  private ObjectName show(String type) {
    try {
      ObjectName wanted =
          new ObjectName("org.sluiceiot:type=%s,node=%s".formatted(type, owner.id()));
      synchronized (SHOWN) {
        if (SHOWN.remove(wanted) != null) {
          server().unregisterMBean(wanted);
        }
        server().registerMBean(this, wanted);
        SHOWN.put(wanted, this);
      }
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

  /** Idempotent; leaves the successor alone. */
  @Override
  public void close() {
    synchronized (SHOWN) {
      if (name == null || !SHOWN.remove(name, this)) {
        return;
      }
      try {
        server().unregisterMBean(name);
      } catch (JMException e) {
        LOG.warn("Node {} stays in JMX", owner.id(), e);
      }
    }
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
