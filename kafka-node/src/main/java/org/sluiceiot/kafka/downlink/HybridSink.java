package org.sluiceiot.kafka.downlink;

import java.time.Duration;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.downlink.buffer.DiskBuffer;
import org.sluiceiot.kafka.downlink.record.Draft;
import org.sluiceiot.kafka.downlink.send.HeapWatch;
import org.sluiceiot.kafka.downlink.send.SendQueue;

/**
 * Records go through memory while the broker keeps up. When it does not they go to disk, and go on
 * doing so until the disk buffer is empty, so that none overtakes another.
 */
final class HybridSink implements Sink {
  private final MemorySink memory;
  private final DiskSink disk;
  private final DiskBuffer buffer;
  private final SendQueue queue;
  private final NodeState state;
  private final int memoryRecords;

  /** Only {@link #take}, which is called one at a time, puts records into the buffer. */
  private volatile boolean spilling = true;

  HybridSink(
      DiskBuffer buffer,
      SendQueue queue,
      MessageOutcomes outcomes,
      NodeState state,
      int memoryRecords) {
    this.memory = new MemorySink(queue, outcomes);
    this.disk = new DiskSink(buffer, queue, outcomes);
    this.buffer = buffer;
    this.queue = queue;
    this.state = state;
    this.memoryRecords = memoryRecords;
  }

  @Override
  public void take(RuleMessage message, Draft draft, long now) {
    if (mustSpill(now)) {
      spilling = true;
    } else if (spilling && buffer.isIdle()) {
      spilling = false;
    }
    (spilling ? disk : memory).take(message, draft, now);
  }

  private boolean mustSpill(long now) {
    return queue.records() >= memoryRecords
        || !state.isConnected()
        || HeapWatch.shared().isHigh(now);
  }

  @Override
  public void close(Duration within) {
    disk.close(within);
  }

  @Override
  public void queueClosed() {
    disk.queueClosed();
  }
}
