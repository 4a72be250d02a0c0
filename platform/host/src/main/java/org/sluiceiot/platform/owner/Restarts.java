package org.sluiceiot.platform.owner;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.sluiceiot.api.host.Incident;
import org.sluiceiot.api.host.State;
import org.sluiceiot.platform.thread.HostScheduler;

/**
 * Has nodes and integrations started again whose code failed: soon at first, later and later while
 * they fail again, told as one alarm until they have worked for a while. Safe for any thread; no
 * other code is called under its locks.
 */
public final class Restarts {
  /** The name of the alarm. */
  public static final String INCIDENT = "failed";

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration SHORTEST_CALM = Duration.ofSeconds(5);

  private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
  private final HostScheduler scheduler;
  private final Clock clock;

  public Restarts(HostScheduler scheduler, Clock clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** What one owner went through since it last worked for a while. */
  private static final class Trouble {
    private final Incident incident;
    private Future<?> next;
    private int failures;

    Trouble(Incident incident) {
      this.incident = incident;
    }

    synchronized Duration failed() {
      cancel();
      return delay(failures++);
    }

    synchronized int failures() {
      return failures;
    }

    /** After one second, two, four …, a minute. */
    static Duration delay(int failures) {
      Duration delay = Duration.ofSeconds(1L << Math.min(failures, 10));
      return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    synchronized void due(Future<?> task) {
      cancel();
      next = task;
    }

    synchronized void cancel() {
      if (next != null) {
        next.cancel(false);
        next = null;
      }
    }
  }

  /**
   * The owner's code failed: sets its state and has it started again.
   *
   * @param reason one sentence for the user
   * @param again starts it; tells {@link #failed} or {@link #started}; on a thread of the scheduler
   * @return after which time that is
   */
  public Duration failed(RunningOwner owner, String reason, Runnable again) {
    Trouble trouble =
        troubles.computeIfAbsent(
            owner.owner().id(), id -> new Trouble(new Incident(owner, clock, INCIDENT)));
    Duration delay = trouble.failed();
    owner.state(State.FAILED, reason + "; it is started again in " + delay.toSeconds() + " s");
    trouble.incident.occurred(reason);
    trouble.due(scheduler.later(delay, again));
    return delay;
  }

  /** The owner was started and did not fail at that. */
  public void started(String ownerId) {
    Trouble trouble = troubles.get(ownerId);
    if (trouble != null) {
      int before = trouble.failures();
      Duration calm = Trouble.delay(before);
      trouble.due(
          scheduler.later(
              calm.compareTo(SHORTEST_CALM) < 0 ? SHORTEST_CALM : calm,
              () -> calm(ownerId, trouble, before)));
    }
  }

  private void calm(String ownerId, Trouble trouble, int before) {
    if (trouble.failures() == before && troubles.remove(ownerId, trouble)) {
      trouble.incident.resolved("works again");
    }
  }

  /** The owner was stopped, removed or changed: it is not started again by itself. */
  public void forget(String ownerId) {
    Trouble trouble = troubles.remove(ownerId);
    if (trouble != null) {
      trouble.cancel();
      trouble.incident.resolved("was stopped or changed");
    }
  }
}
