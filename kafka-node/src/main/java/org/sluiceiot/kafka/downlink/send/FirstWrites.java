package org.sluiceiot.kafka.downlink.send;

import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets the first record that a producer writes to a partition go alone. A broker that is about to
 * become the leader of a partition can refuse a batch and take the next one, which is on its way
 * already; since it has never seen the producer, it takes that batch for the first. The client then
 * repeats the refused batch until {@code delivery.timeout.ms}, and its records are lost (Apache
 * Kafka's issue KAFKA-15591). A broker that has acknowledged one batch knows the producer, and
 * refuses what comes too early. One per producer; safe for any thread.
 */
final class FirstWrites {
  private final Map<String, Partitions> topics = new ConcurrentHashMap<>();

  /** The partitions of a topic; null when each has acknowledged a record. */
  Partitions of(String topic) {
    Partitions partitions = topics.get(topic);
    if (partitions == null) {
      partitions = topics.computeIfAbsent(topic, name -> new Partitions());
    }
    return partitions.allWritten ? null : partitions;
  }

  /** A record that goes alone. */
  record Trial(Partitions partitions, int partition) {
    void end(boolean acknowledged) {
      partitions.end(partition, acknowledged);
    }
  }

  /** Which partitions of one topic have acknowledged a record, and which are being tried. */
  static final class Partitions {
    private final BitSet written = new BitSet();
    private final BitSet tried = new BitSet();
    private volatile boolean allWritten;
    private int count;
    private int last;

    /**
     * A partition for a record that may go to any.
     *
     * @param partitions of the topic
     * @throws NotYet all of them are being tried
     */
    synchronized int any(int partitions) {
      for (int free = written.nextClearBit(0); free < partitions; ) {
        if (!tried.get(free)) {
          return free;
        }
        free = written.nextClearBit(free + 1);
      }
      if (written.isEmpty()) {
        throw NotYet.INSTANCE;
      }
      last = written.nextSetBit(last + 1);
      last = last < 0 ? written.nextSetBit(0) : last;
      return last;
    }

    /**
     * Before a record is sent.
     *
     * @param partitions of the topic
     * @return null when it needs no care
     * @throws NotYet another record is being tried
     */
    synchronized Trial begin(int partition, int partitions) {
      count = partitions;
      if (written.get(partition)) {
        return null;
      }
      if (tried.get(partition)) {
        throw NotYet.INSTANCE;
      }
      tried.set(partition);
      return new Trial(this, partition);
    }

    private synchronized void end(int partition, boolean acknowledged) {
      tried.clear(partition);
      if (acknowledged) {
        written.set(partition);
        allWritten = written.cardinality() >= count;
      }
    }
  }
}
