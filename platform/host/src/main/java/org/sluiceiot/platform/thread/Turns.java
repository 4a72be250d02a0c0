package org.sluiceiot.platform.thread;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one change at a time be made to each thing: who changes another thing does not wait. Safe
 * for any thread. A turn may be taken within one of another kind of thing, never within one of the
 * same kind.
 */
public final class Turns {
  private final Map<Object, Lock> locks = new ConcurrentHashMap<>();

  /** With how many have it or wait for it, so that it can be forgotten; changed within the map. */
  private static final class Lock {
    private final ReentrantLock lock = new ReentrantLock(true);
    private int users;
  }

  /** A turn that was taken; to be closed by the thread that took it. */
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until nobody else changes the thing.
   *
   * @param thing told from others by {@code equals}
   */
  public Turn take(Object thing) {
    Lock taken = locks.compute(thing, (key, found) -> used(found == null ? new Lock() : found));
    taken.lock.lock();
    return () -> {
      taken.lock.unlock();
      locks.computeIfPresent(thing, (key, lock) -> --lock.users == 0 ? null : lock);
    };
  }

  private static Lock used(Lock lock) {
    lock.users++;
    return lock;
  }
}
