package org.sluiceiot.kafka.downlink;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.sluiceiot.kafka.downlink.send.HostCode;

/**
 * Calls of the host, made in the order in which they were added, one at a time, and never while a
 * lock of ours is held. A call is made by the thread that added it, or by another thread that is
 * making calls at that moment. Safe for any thread.
 */
final class HostCalls {
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** Adds a call without making it; may be done under a lock, which then decides the order. */
  void add(Runnable call) {
    waiting.add(call);
  }

  /** Makes the calls that were added; never under a lock. */
  void make() {
    if (asked.getAndIncrement() > 0) {
      return;
    }
    do {
      for (Runnable call = waiting.poll(); call != null; call = waiting.poll()) {
        HostCode.run(call);
      }
    } while (asked.decrementAndGet() > 0);
  }
}
