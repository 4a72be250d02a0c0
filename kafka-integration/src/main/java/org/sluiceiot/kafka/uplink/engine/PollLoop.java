package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.breaker.Hold;

/**
 * The one thread that owns the consumer: connects with backoff, asks the guard, polls until told to
 * stop. Survives everything but the end of the process.
 */
final class PollLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
  private static final long IDLE = 1000;
  private static final long LONGEST_BACKOFF = 10_000;
  private static final long OBSERVE = Duration.ofMillis(500).toNanos();
  private static final long LOOK = Duration.ofSeconds(5).toNanos();

  private final EngineParts parts;
  private final ClusterGate gate;
  private final GuardedEndpoint guard;
  private final Object bell = new Object();
  private volatile boolean stopping;
  private Session session;
  private long backoff = 100;
  private long observed;
  private long looked;

  PollLoop(EngineParts parts, ClusterGate gate, GuardedEndpoint guard) {
    this.parts = parts;
    this.gate = gate;
    this.guard = guard;
  }

  /** Ends the loop soon; any thread. */
  void stop() {
    stopping = true;
    ring();
  }

  /** Something changed that the loop may be waiting for; any thread. */
  void ring() {
    synchronized (bell) {
      bell.notifyAll();
    }
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        if (!gate.refusal().isEmpty()) {
          refused();
        } else if (gate.cluster().isEmpty()) {
          unknown();
        } else if (session == null) {
          connect();
        } else {
          turn();
        }
      } catch (InterruptedException e) {
        stopping = true;
      } catch (ExecutionException | TimeoutException | RuntimeException e) {
        // Everything a client can throw ends this session only; the next one begins afresh.
        trouble(e);
        leave();
      }
    }
    leave();
    parts.health().stopped();
  }

  private void connect() throws InterruptedException, ExecutionException, TimeoutException {
    Subscription subscription = parts.subscription();
    Set<String> groupTopics =
        subscription.byPattern()
            ? GroupTopics.ask(parts.clients(), subscription.groupId())
            : Set.of();
    session = new Session(parts, groupTopics);
    session.subscribe();
    parts.health().lifecycle("reads from cluster " + gate.cluster());
  }

  private void turn() {
    Hold hold = session.ask(guard);
    session.turn(hold.paused());
    backoff = 100;
    long now = System.nanoTime();
    if (now - observed > OBSERVE) {
      observed = now;
      session.observe();
      parts.health().progress(session.connected(), hold, gate);
    }
    if (now - looked > LOOK) {
      looked = now;
      session.lookForCommits();
    }
  }

  /** Reads nothing until the guard or the operator thinks otherwise. */
  private void refused() throws InterruptedException {
    leave();
    parts.health().refused(gate.refusal());
    synchronized (bell) {
      if (!stopping && !gate.refusal().isEmpty()) {
        bell.wait(IDLE);
      }
    }
  }

  /** The cluster was never reached: nothing is known of loops, so nothing is read. */
  private void unknown() throws InterruptedException {
    if (!gate.away().isEmpty()) {
      parts.health().trouble(gate.away());
    }
    synchronized (bell) {
      if (!stopping && gate.cluster().isEmpty()) {
        bell.wait(IDLE);
      }
    }
  }

  private void trouble(Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    LOG.warn(
        "uplink of {} tries again: {}",
        parts.subscription(),
        parts.clients().redaction().describe(cause));
    parts.health().trouble(parts.clients().redaction().describe(cause));
    synchronized (bell) {
      try {
        if (!stopping) {
          bell.wait(backoff);
        }
      } catch (InterruptedException interrupted) {
        stopping = true;
      }
    }
    backoff = Math.min(LONGEST_BACKOFF, backoff * 2);
  }

  private void leave() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
