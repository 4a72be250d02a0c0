package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.breaker.Hold;

/**
 * The one thread that owns the consumer: connects with backoff, asks the guard, polls until told to
 * stop. Survives everything but the end of the process: what its clients throw for ordinary reasons
 * ends the session, and so does any other error, which is an alarm and the state FAILED besides.
 */
final class PollLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
  private static final long IDLE = 1000;
  private static final long FIRST_BACKOFF = 100;
  private static final long LONGEST_BACKOFF = 10_000;

  /** A topic that is made meanwhile is read this soon. */
  private static final long MISSING = 1000;

  private static final long OBSERVE = Duration.ofMillis(500).toNanos();
  private static final long LOOK = Duration.ofSeconds(5).toNanos();

  /** A session that lasts this long has nothing to do with what ended the one before. */
  private static final long LASTS = Duration.ofSeconds(30).toNanos();

  private final Sessions sessions;
  private final ClusterGate gate;
  private final GuardedEndpoint guard;
  private final UplinkHealth health;
  private final Redaction redaction;
  private final Upkeep upkeep;
  private final ReadingTrouble trouble = new ReadingTrouble();

  /** What the loop sleeps on; guards nothing, and nothing is called under it. */
  private final Object sleeping = new Object();

  private volatile boolean stopping;
  private volatile Throwable broken;
  private Session session;
  private long backoff = FIRST_BACKOFF;
  private long began;
  private long observed;
  private long looked;

  PollLoop(
      Sessions sessions,
      ClusterGate gate,
      GuardedEndpoint guard,
      UplinkHealth health,
      Redaction redaction,
      Upkeep upkeep) {
    this.sessions = sessions;
    this.gate = gate;
    this.guard = guard;
    this.health = health;
    this.redaction = redaction;
    this.upkeep = upkeep;
  }

  /** Makes sessions. */
  @FunctionalInterface
  interface Sessions {
    /**
     * A new one, not yet subscribed; blocks for some seconds at most.
     *
     * @throws KafkaException there is none to be had now; so mean the others
     */
    Session open(ReadingTrouble trouble)
        throws InterruptedException, ExecutionException, TimeoutException;
  }

  /** What must be looked after beside reading; neither blocks. */
  interface Upkeep {
    /** After each turn. */
    void eachTurn();

    /** Every few seconds. */
    void nowAndThen();
  }

  /** Ends the loop soon; any thread. */
  void stop() {
    stopping = true;
    wakeUp();
  }

  /** Something changed that the loop may be asleep for; any thread. */
  void wakeUp() {
    synchronized (sleeping) {
      sleeping.notifyAll();
    }
  }

  /** An error left a record without an outcome: a new session must read it again; any thread. */
  void broken(Throwable error) {
    broken = error;
    wakeUp();
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        step();
      } catch (InterruptedException e) {
        stopping = true;
      } catch (Throwable e) {
        // Broad: whatever it is, it ends this session only; the next one begins afresh.
        recover(e);
      }
    }
    leave();
    health.stopped();
  }

  private void step() throws InterruptedException, ExecutionException, TimeoutException {
    if (!gate.refusal().isEmpty()) {
      refused();
    } else if (gate.cluster().isEmpty()) {
      unknown();
    } else if (session == null) {
      connect();
    } else {
      turn();
    }
  }

  private void connect() throws InterruptedException, ExecutionException, TimeoutException {
    began = System.nanoTime();
    looked = began - LOOK;
    broken = null;
    session = sessions.open(trouble);
    session.subscribe();
    health.lifecycle("reads from cluster " + gate.cluster());
  }

  private void turn() {
    if (broken != null) {
      throw new BrokenWorkException(broken);
    }
    Hold hold = session.ask(guard);
    session.turn(hold.paused());
    upkeep.eachTurn();
    long now = System.nanoTime();
    if (now - looked > LOOK) {
      looked = now;
      session.look();
      upkeep.nowAndThen();
    }
    if (now - observed > OBSERVE) {
      observed = now;
      session.observe();
      health.progress(session.progress(), hold, gate);
      backoff = now - began > LASTS ? FIRST_BACKOFF : backoff;
    }
    if (trouble.over(now)) {
      trouble.usual();
      health.lifecycle("reads as usual again");
      leave();
    }
  }

  /** Reads nothing until the guard or the operator thinks otherwise. */
  private void refused() throws InterruptedException {
    leave();
    health.refused(gate.refusal());
    synchronized (sleeping) {
      if (!stopping && !gate.refusal().isEmpty()) {
        sleeping.wait(IDLE);
      }
    }
  }

  /** The cluster was never reached: nothing is known of loops, so nothing is read. */
  private void unknown() throws InterruptedException {
    if (!gate.away().isEmpty()) {
      health.away(gate.away());
      health.trouble(gate.away());
    }
    synchronized (sleeping) {
      if (!stopping && gate.cluster().isEmpty()) {
        sleeping.wait(IDLE);
      }
    }
  }

  /** Never throws: not even when there is no memory to tell what happened. */
  private void recover(Throwable e) {
    long wait = backoff;
    try {
      backoff = Math.min(LONGEST_BACKOFF, backoff * 2);
      wait = tell(e, wait);
      trouble.ended(e, System.nanoTime());
    } catch (Throwable again) {
      LOG.error("uplink: no word about what broke off reading", again);
    }
    leave();
    pause(wait);
  }

  /** Tells the state and how long to wait. */
  private long tell(Throwable e, long wait) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    String what = redaction.describe(cause);
    if (e instanceof TopicMissingException) {
      health.missing(e.getMessage());
      return Math.min(wait, MISSING);
    }
    if (cause instanceof TimeoutException
        || (cause instanceof KafkaException && ReadingErrors.error(cause) == null)) {
      LOG.warn("an uplink tries again: {}", what);
      health.trouble(what);
      if (session == null || !session.connected()) {
        health.away(what);
      }
      return wait;
    }
    LOG.error("an uplink begins afresh", e);
    health.failed(ReadingErrors.words(e), wait);
    return wait;
  }

  private void pause(long millis) {
    synchronized (sleeping) {
      try {
        if (!stopping) {
          sleeping.wait(millis);
        }
      } catch (InterruptedException e) {
        stopping = true;
      }
    }
  }

  private void leave() {
    Session leaving = session;
    session = null;
    if (leaving == null) {
      return;
    }
    try {
      leaving.close();
    } catch (Throwable e) {
      // Broad: what cannot be closed is dropped; records that were not acknowledged come again.
      LOG.error("uplink: a session did not close cleanly", e);
      LockSupport.parkNanos(this, OBSERVE);
    }
  }

  /** A worker could not give a record an outcome. */
  static final class BrokenWorkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenWorkException(Throwable cause) {
      super("a worker could not bring a record to its outcome", cause);
    }
  }
}
