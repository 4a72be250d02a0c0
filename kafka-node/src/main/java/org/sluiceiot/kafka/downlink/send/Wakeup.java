package org.sluiceiot.kafka.downlink.send;

import java.util.concurrent.locks.LockSupport;

/** Lets one thread sleep until another has work for it; a call that comes early is not lost. */
public final class Wakeup {
  private volatile boolean signalled;
  private volatile Thread parked;

  /** Any thread. */
  public void wake() {
    signalled = true;
    Thread sleeper = parked;
    if (sleeper != null) {
      LockSupport.unpark(sleeper);
    }
  }

  /** Whether a call has not been heard yet. */
  boolean isSignalled() {
    return signalled;
  }

  /** Sleeps until woken or for this long; on the one thread that sleeps here. */
  public void await(long nanos) {
    parked = Thread.currentThread();
    if (!signalled) {
      LockSupport.parkNanos(nanos);
    }
    parked = null;
    signalled = false;
  }
}
