package org.sluiceiot.kafka.downlink;

import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;
import org.sluiceiot.kafka.guard.Verdict;

/** Puts connection and verdict together into the node's state. Safe for any thread. */
final class NodeState {
  private final Observer observer;
  private Verdict verdict = Verdict.PENDING;
  private boolean connected;
  private String trouble = "";
  private String bufferTrouble = "";
  private boolean stopped;
  private State told = State.STARTING;

  NodeState(Observer observer) {
    this.observer = observer;
    observer.state(State.STARTING, "");
  }

  synchronized void verdict(Verdict decided) {
    verdict = decided;
    if (decided.kind() == Verdict.Kind.REFUSED) {
      observer.event(Event.of(Event.Kind.ALARM, decided.text()));
    }
    tell();
  }

  synchronized void connected() {
    connected = true;
    trouble = "";
    tell();
  }

  synchronized void disconnected(String reason) {
    trouble = reason;
    tell();
  }

  /**
   * @param reason empty when the buffer works
   */
  synchronized void buffer(String reason) {
    bufferTrouble = reason;
    tell();
  }

  /** Whether brokers answer, as far as known. */
  synchronized boolean isConnected() {
    return connected && trouble.isEmpty();
  }

  synchronized void stopped() {
    stopped = true;
    observer.state(State.STOPPED, "");
  }

  private void tell() {
    if (stopped) {
      return;
    }
    State state = state();
    String reason = reason(state);
    if (state != told && state != State.REFUSED) {
      String text = reason.isEmpty() ? "connected" : reason;
      observer.event(Event.of(Event.Kind.LIFECYCLE, text));
    }
    told = state;
    observer.state(state, reason);
  }

  private State state() {
    if (verdict.kind() == Verdict.Kind.REFUSED) {
      return State.REFUSED;
    }
    if (!trouble.isEmpty() || !bufferTrouble.isEmpty()) {
      return State.DEGRADED;
    }
    return connected && verdict.kind() != Verdict.Kind.PENDING ? State.RUNNING : State.STARTING;
  }

  private String reason(State state) {
    return switch (state) {
      case DEGRADED -> bufferTrouble.isEmpty() ? trouble : bufferTrouble;
      case REFUSED -> verdict.text();
      default -> verdict.kind() == Verdict.Kind.WARNED ? verdict.text() : "";
    };
  }
}
