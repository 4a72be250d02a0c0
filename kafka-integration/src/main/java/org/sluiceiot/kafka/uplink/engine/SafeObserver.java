package org.sluiceiot.kafka.uplink.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;
import org.sluiceiot.kafka.connection.Redaction;

/**
 * The host's observer as the engine uses it: no secret of the configuration is told to it, whatever
 * an exception says, and nothing that it throws costs a record its outcome or a thread its life.
 * Payloads of debug events are the tenant's own data: of them only the configuration's secrets are
 * hidden, not what looks like one. Safe for any thread.
 */
final class SafeObserver implements Observer {
  private static final Logger LOG = LoggerFactory.getLogger(SafeObserver.class);

  private final Observer to;
  private final Redaction redaction;
  private final Metrics metrics;

  SafeObserver(Observer to, Redaction redaction) {
    this.to = to;
    this.redaction = redaction;
    this.metrics = new SafeMetrics(to.metrics());
  }

  @Override
  public void state(State state, String reason) {
    safely(() -> to.state(state, redaction.redact(reason)));
  }

  @Override
  public void event(Event event) {
    boolean payload = event.kind() == Event.Kind.DEBUG;
    safely(() -> to.event(redacted(event, payload ? redaction::hide : redaction::redact)));
  }

  private static Event redacted(Event event, UnaryOperator<String> redact) {
    Map<String, String> details = new HashMap<>();
    event.details().forEach((name, value) -> details.put(name, redact.apply(value)));
    return new Event(event.kind(), redact.apply(event.text()), details);
  }

  /** Hosts must not throw here; one that does loses the report, not the record. */
  private static void safely(Runnable report) {
    try {
      report.run();
    } catch (RuntimeException | LinkageError | AssertionError e) {
      LOG.warn("the host did not take a report", e);
    }
  }

  @Override
  public boolean debugging() {
    return to.debugging();
  }

  @Override
  public Metrics metrics() {
    return metrics;
  }
}
