package org.sluiceiot.kafka.uplink.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Work for later, run by the polling thread between polls: no thread of its own. Any thread may
 * add; bounded by the records in flight.
 */
final class Timers {
  private final PriorityBlockingQueue<Timer> queue = new PriorityBlockingQueue<>();

  private record Timer(long due, PartitionWork partition, Runnable work)
      implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return Long.signum(due - other.due);
    }
  }

  /**
   * @param partition for {@link #release}; the work belongs to it
   */
  void in(long nanos, PartitionWork partition, Runnable work) {
    queue.add(new Timer(System.nanoTime() + nanos, partition, work));
  }

  /** Runs what is due. */
  void run() {
    long now = System.nanoTime();
    for (Timer timer = queue.peek(); timer != null && timer.due - now <= 0; timer = queue.peek()) {
      if (queue.remove(timer)) {
        timer.work.run();
      }
    }
  }

  /** Runs everything of a partition at once, however early. */
  void release(PartitionWork partition) {
    List<Timer> released = new ArrayList<>();
    queue.removeIf(timer -> timer.partition == partition && released.add(timer));
    released.forEach(timer -> timer.work.run());
  }

  /** Milliseconds to the next work, at most {@code most}. */
  long millisToNext(long most) {
    Timer timer = queue.peek();
    if (timer == null) {
      return most;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(timer.due - System.nanoTime()) + 1;
    return Math.max(0, Math.min(most, millis));
  }
}
