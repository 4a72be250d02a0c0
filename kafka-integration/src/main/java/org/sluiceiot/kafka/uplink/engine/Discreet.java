package org.sluiceiot.kafka.uplink.engine;

import java.util.HashMap;
import java.util.Map;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;
import org.sluiceiot.kafka.connection.Redaction;

/**
 * An observer to which no secret of the configuration is told, whatever an exception says. Payloads
 * of debug events are the tenant's own data and pass as they are. Safe for any thread.
 */
record Discreet(Observer to, Redaction redaction) implements Observer {
  @Override
  public void state(State state, String reason) {
    to.state(state, redaction.redact(reason));
  }

  @Override
  public void event(Event event) {
    if (event.kind() == Event.Kind.DEBUG) {
      to.event(event);
      return;
    }
    Map<String, String> details = new HashMap<>();
    event.details().forEach((name, value) -> details.put(name, redaction.redact(value)));
    to.event(new Event(event.kind(), redaction.redact(event.text()), details));
  }

  @Override
  public boolean debugging() {
    return to.debugging();
  }

  @Override
  public Metrics metrics() {
    return to.metrics();
  }
}
