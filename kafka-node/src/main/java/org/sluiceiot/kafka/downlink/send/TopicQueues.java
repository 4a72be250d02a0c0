package org.sluiceiot.kafka.downlink.send;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The records of a send queue that wait, by topic: a topic that does not exist holds up only
 * itself. A topic is in the map while one of its records waits, also after the client has thrown an
 * error. Guarded by the send queue's lock.
 */
final class TopicQueues {
  /** Tries to give a record to the client. */
  interface HandOver {
    /**
     * @return null when the record needs no more care; otherwise why it has to wait
     */
    Exception to(PendingRecord record);
  }

  /**
   * How many records a caller hands over for the one that it brings: more than one, so that the
   * waiting ends also under a load that never pauses, and few, since the caller must not be kept.
   */
  private static final int PER_CALLER = 2;

  private final Map<String, TopicQueue> topics = new LinkedHashMap<>();
  private int size;

  /** How many records wait. */
  int size() {
    return size;
  }

  boolean has(String topic) {
    return !topics.isEmpty() && topics.containsKey(topic);
  }

  /** The client did not take this record, which becomes the first of its topic that waits. */
  void begin(String topic, PendingRecord record, Exception refusal) {
    TopicQueue queue = new TopicQueue();
    queue.refused(refusal, System.nanoTime());
    topics.put(topic, queue);
    add(queue, record);
  }

  /**
   * A record goes behind the others of its topic. Where the client takes records again, its caller
   * hands over the first ones.
   *
   * @return whether any of the topic still wait
   */
  boolean join(String topic, PendingRecord record, HandOver handOver) {
    TopicQueue queue = topics.get(topic);
    add(queue, record);
    if (queue.moves()) {
      try {
        drain(queue, PER_CALLER, handOver);
      } finally {
        if (queue.records.isEmpty()) {
          topics.remove(topic);
        }
      }
    }
    return !queue.records.isEmpty();
  }

  private void add(TopicQueue queue, PendingRecord record) {
    queue.records.add(record);
    size++;
  }

  /** Takes out the record that waits longest, of all topics; null when none waits. */
  PendingRecord pollOldest() {
    TopicQueue oldest = TopicQueue.oldest(topics.values());
    if (oldest == null) {
      return null;
    }
    PendingRecord record = poll(oldest);
    if (oldest.records.isEmpty()) {
      topics.values().remove(oldest);
    }
    return record;
  }

  /**
   * Hands over records, each topic in order, as long as the client takes them.
   *
   * @return how many of {@code most} are left
   */
  int drain(int most, HandOver handOver) {
    int left = most;
    Iterator<TopicQueue> all = topics.values().iterator();
    while (left > 0 && all.hasNext()) {
      TopicQueue queue = all.next();
      try {
        left = drain(queue, left, handOver);
      } finally {
        if (queue.records.isEmpty()) {
          all.remove();
        }
      }
    }
    return left;
  }

  private int drain(TopicQueue queue, int most, HandOver handOver) {
    int left = most;
    while (left > 0 && !queue.records.isEmpty()) {
      PendingRecord record = poll(queue);
      Exception refusal = handOver.to(record);
      if (refusal != null) {
        queue.records.addFirst(record);
        size++;
        queue.refused(refusal, System.nanoTime());
        return left;
      }
      queue.taken();
      left--;
    }
    return left;
  }

  private PendingRecord poll(TopicQueue queue) {
    size--;
    return queue.records.poll();
  }

  /** Takes out what has waited too long. */
  void expire(WaitLimits limits, long now, BiConsumer<TopicQueue, PendingRecord> expired) {
    Iterator<TopicQueue> all = topics.values().iterator();
    while (all.hasNext()) {
      TopicQueue queue = all.next();
      while (!queue.records.isEmpty() && limits.isOver(queue, queue.records.peek(), now)) {
        expired.accept(queue, poll(queue));
      }
      if (queue.records.isEmpty()) {
        all.remove();
      }
    }
  }

  /** Takes out everything. */
  List<PendingRecord> clear() {
    List<PendingRecord> waiting = new ArrayList<>();
    topics.values().forEach(queue -> waiting.addAll(queue.records));
    topics.clear();
    size = 0;
    return waiting;
  }
}
