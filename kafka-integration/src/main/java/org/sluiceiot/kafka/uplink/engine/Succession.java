package org.sluiceiot.kafka.uplink.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sluiceiot.api.host.Owner;

/**
 * Lets a saved integration's new instance read only when the one before has delivered, committed
 * and left: a host may start the new one while the old one is still ending, and two members of one
 * group would both be given what the old one has under way. Within one process; between processes
 * the group's protocol does the same. Safe for any thread.
 */
final class Succession {
  /** How long an instance that nobody stops is taken for one that is about to be stopped. */
  private static final long TO_BE_STOPPED = TimeUnit.SECONDS.toNanos(2);

  private static final long LOOK_MILLIS = 50;

  private record Member(String id, String serviceId) {}

  /** The last instance of each integration; empty when none runs. */
  private static final Map<Member, Succession> LAST = new ConcurrentHashMap<>();

  private final Member member;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;

  Succession(Owner owner) {
    this.member = new Member(owner.id(), owner.serviceId());
  }

  /** Takes the last place in the line; the work waits for the instance before. */
  Runnable following(Runnable work) {
    return () -> {
      Succession before = LAST.put(member, this);
      try {
        if (before != null) {
          await(before);
        }
        work.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        ended.countDown();
        LAST.remove(member, this);
      }
    };
  }

  private void await(Succession before) throws InterruptedException {
    long begin = System.nanoTime();
    while (!stopping && !before.ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (!before.stopping && System.nanoTime() - begin > TO_BE_STOPPED) {
        return; // both are meant to run
      }
    }
  }

  /** This instance is told to end; its successor waits until it has. */
  void stopping() {
    stopping = true;
  }
}
