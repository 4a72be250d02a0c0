package org.sluiceiot.kafka.uplink.engine;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Brings partitions to rest: records not begun and records that wait are given back at once,
 * records at the host are waited for, within a bound. Used by the polling thread alone.
 */
final class Drain {
  private final Timers timers;
  private final Consumer<RecordTask> again;

  /**
   * @param again takes records that were parked; as their partition is closed, they are given back
   */
  Drain(Timers timers, Consumer<RecordTask> again) {
    this.timers = timers;
    this.again = again;
  }

  void of(Collection<PartitionWork> partitions, long nanos) {
    long deadline = System.nanoTime() + nanos;
    partitions.forEach(PartitionWork::close);
    boolean open = true;
    while (open) {
      partitions.forEach(this::giveBack);
      open = partitions.stream().anyMatch(work -> work.inFlight().get() > 0);
      if (open && System.nanoTime() - deadline >= 0) {
        return;
      }
      if (open) {
        LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
      }
    }
  }

  private void giveBack(PartitionWork work) {
    timers.release(work);
    List<RecordTask> parked = work.unpark();
    parked.forEach(again);
  }
}
