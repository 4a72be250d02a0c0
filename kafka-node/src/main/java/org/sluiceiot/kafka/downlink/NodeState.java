package org.sluiceiot.kafka.downlink;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Incident;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;
import org.sluiceiot.kafka.guard.Verdict;

/**
 * Puts the loop guard's verdict and everything that is in trouble together into the node's state,
 * and makes an alarm of each trouble. Safe for any thread. Its monitor guards the fields; the host
 * is told after it was let go, in order.
 */
final class NodeState {
  private final Observer observer;
  private final HostCalls calls = new HostCalls();
  private final Map<Part, Incident> incidents = new EnumMap<>(Part.class);
  private final Map<Part, Trouble> troubles = new EnumMap<>(Part.class);
  private Verdict verdict = Verdict.PENDING;
  private boolean connected;
  private boolean stopped;
  private State told = State.STARTING;
  private volatile boolean brokerAnswers;

  /** What can be in trouble; the first one in trouble gives the state its reason. */
  enum Part {
    /** The disk buffer cannot store. */
    BUFFER("buffer", "the disk buffer works again"),
    /** No broker answers, or the Kafka client fails. */
    BROKER("broker", "the broker answers again"),
    /** A topic cannot be written to. */
    TOPIC("topic", "the topic can be written to"),
    /** What is stored does not leave, though the broker answers. */
    STORED("stored-stuck", "stored messages are sent again");

    private final String incident;
    private final String over;

    Part(String incident, String over) {
      this.incident = incident;
      this.over = over;
    }
  }

  private record Trouble(State state, String reason) {}

  NodeState(Observer observer, Clock clock) {
    this.observer = observer;
    for (Part part : Part.values()) {
      incidents.put(part, new Incident(observer, clock, part.incident));
    }
    observer.state(State.STARTING, "");
  }

  void verdict(Verdict decided) {
    synchronized (this) {
      boolean news = !decided.equals(verdict);
      verdict = decided;
      if (news && decided.kind() == Verdict.Kind.REFUSED) {
        Event alarm = Event.of(Event.Kind.ALARM, decided.text());
        calls.add(() -> observer.event(alarm));
      }
      report();
    }
    calls.make();
  }

  /** A broker answers. */
  void connected() {
    synchronized (this) {
      connected = true;
      change(Part.BROKER, null);
    }
    calls.make();
  }

  /**
   * @param state {@link State#DEGRADED} or {@link State#FAILED}
   * @param reason one sentence for the user, secrets redacted
   */
  void trouble(Part part, State state, String reason) {
    synchronized (this) {
      change(part, new Trouble(state, reason));
    }
    calls.make();
  }

  /** The trouble of this part is over, if there was any. */
  void over(Part part) {
    synchronized (this) {
      change(part, null);
    }
    calls.make();
  }

  private void change(Part part, Trouble trouble) {
    Trouble before = trouble == null ? troubles.remove(part) : troubles.put(part, trouble);
    brokerAnswers = connected && !troubles.containsKey(Part.BROKER);
    if (stopped) {
      return;
    }
    Incident incident = incidents.get(part);
    if (trouble != null && !trouble.equals(before)) {
      calls.add(() -> incident.occurred(trouble.reason()));
    } else if (trouble == null && before != null) {
      calls.add(() -> incident.resolved(part.over));
    }
    report();
  }

  /** Whether brokers answer, as far as known. */
  boolean isConnected() {
    return brokerAnswers;
  }

  void stopped() {
    synchronized (this) {
      stopped = true;
      calls.add(() -> incidents.values().forEach(each -> each.resolved("the node was stopped")));
      calls.add(() -> observer.state(State.STOPPED, ""));
    }
    calls.make();
  }

  private void report() {
    if (stopped) {
      return;
    }
    State state = state();
    String reason = reason(state);
    if (state == State.RUNNING && told == State.STARTING) {
      String text = reason.isEmpty() ? "connected" : reason;
      calls.add(() -> observer.event(Event.of(Event.Kind.LIFECYCLE, text)));
    }
    told = state;
    calls.add(() -> observer.state(state, reason));
  }

  private State state() {
    if (verdict.kind() == Verdict.Kind.REFUSED) {
      return State.REFUSED;
    }
    if (!troubles.isEmpty()) {
      boolean failed = troubles.values().stream().anyMatch(each -> each.state() == State.FAILED);
      return failed ? State.FAILED : State.DEGRADED;
    }
    return connected && verdict.kind() != Verdict.Kind.PENDING ? State.RUNNING : State.STARTING;
  }

  private String reason(State state) {
    return switch (state) {
      case DEGRADED, FAILED ->
          troubles.values().stream()
              .filter(each -> each.state() == state)
              .findFirst()
              .map(Trouble::reason)
              .orElse("");
      case REFUSED -> verdict.text();
      default -> verdict.kind() == Verdict.Kind.WARNED ? verdict.text() : "";
    };
  }
}
