package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.kafka.connection.KnownClusters;
import org.sluiceiot.kafka.guard.Registration;
import org.sluiceiot.kafka.guard.Verdict;
import org.sluiceiot.kafka.guard.breaker.Hold;

/**
 * The one thread that owns the consumer: connects with backoff, asks the guard, polls until told to
 * stop. Survives everything but the end of the process.
 */
final class PollLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
  private static final long LONGEST_BACKOFF = 10_000;
  private static final long OBSERVE = Duration.ofMillis(500).toNanos();
  private static final long LOOK = Duration.ofSeconds(5).toNanos();

  private final EngineParts parts;
  private final Registration guard;
  private final PauseSwitch pause;
  private final Object bell = new Object();
  private volatile boolean stopping;
  private Session session;
  private long backoff = 100;
  private long observed;
  private long looked;

  PollLoop(EngineParts parts, Registration guard, PauseSwitch pause) {
    this.parts = parts;
    this.guard = guard;
    this.pause = pause;
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
        if (guard.verdict().kind() == Verdict.Kind.REFUSED) {
          refused();
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
    ClusterFacts facts = ClusterFacts.ask(parts.clients(), parts.subscription().groupId());
    KnownClusters.learned(parts.config().connection(), facts.clusterId());
    guard.clusterId(facts.clusterId());
    if (guard.verdict().kind() == Verdict.Kind.REFUSED) {
      return;
    }
    session = new Session(parts, facts.groupTopics());
    session.subscribe();
    parts.health().lifecycle("connected to cluster " + facts.clusterId());
  }

  private void turn() {
    Hold hold = session.ask(guard);
    session.turn(pause.active() || hold.paused());
    backoff = 100;
    long now = System.nanoTime();
    if (now - observed > OBSERVE) {
      observed = now;
      session.observe();
      String paused = hold == Hold.OPEN ? "the loop guard found a loop" : pause.reason();
      parts.health().progress(session.connected(), paused, guard);
    }
    if (now - looked > LOOK) {
      looked = now;
      session.lookForCommits();
    }
  }

  /** The guard refuses: reads nothing until it thinks otherwise. */
  private void refused() throws InterruptedException {
    leave();
    parts.health().refused(guard.verdict().text());
    synchronized (bell) {
      if (!stopping && guard.verdict().kind() == Verdict.Kind.REFUSED) {
        bell.wait(1000);
      }
    }
  }

  private void trouble(Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    LOG.warn("uplink {} tries again", parts.subscription(), cause);
    parts.health().trouble(Failures.reason(cause));
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
