package org.sluiceiot.thingsboard.node;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;

/**
 * Writes a node's states and events to the server's log, under the name that the node has now: a
 * renamed node is not restarted. ThingsBoard's own debug events show the messages.
 */
final class NodeObserver implements Observer {
  private static final Logger LOG = LoggerFactory.getLogger("org.sluiceiot.node");

  private record Seen(State state, String reason) {}

  private final Supplier<String> who;
  private final BiConsumer<String, Map<String, String>> alarms;
  private final Meters meters = new Meters();
  private volatile Seen seen = new Seen(State.STARTING, "");

  /**
   * @param who tenant, rule chain and present name of the node, in words
   * @param alarms also told what a person should act on: text and details
   */
  NodeObserver(Supplier<String> who, BiConsumer<String, Map<String, String>> alarms) {
    this.who = who;
    this.alarms = alarms;
  }

  @Override
  public void state(State state, String reason) {
    Seen now = new Seen(state, reason);
    synchronized (this) {
      if (now.equals(seen)) {
        return;
      }
      seen = now;
    }
    String text = reason.isEmpty() ? state.name() : state.name() + ": " + reason;
    if (state == State.REFUSED) {
      LOG.error("{}: {}", who.get(), text);
      alarms.accept(reason, Map.of());
    } else if (state == State.DEGRADED) {
      LOG.warn("{}: {}", who.get(), text);
      alarms.accept(reason, Map.of());
    } else {
      LOG.info("{}: {}", who.get(), text);
    }
  }

  @Override
  public void event(Event event) {
    switch (event.kind()) {
      case ALARM -> {
        LOG.error("{}: {} {}", who.get(), event.text(), event.details());
        alarms.accept(event.text(), event.details());
      }
      case ERROR -> LOG.warn("{}: {} {}", who.get(), event.text(), event.details());
      case LIFECYCLE -> LOG.info("{}: {} {}", who.get(), event.text(), event.details());
      case DEBUG -> LOG.debug("{}: {} {}", who.get(), event.text(), event.details());
    }
  }

  @Override
  public boolean debugging() {
    return LOG.isDebugEnabled();
  }

  @Override
  public Metrics metrics() {
    return meters;
  }

  Meters meters() {
    return meters;
  }

  State state() {
    return seen.state();
  }

  String reason() {
    return seen.reason();
  }
}
