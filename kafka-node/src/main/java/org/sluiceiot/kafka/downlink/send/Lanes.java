package org.sluiceiot.kafka.downlink.send;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The records of an outlet that wait, by topic. A lane that is there has a head, also after the
 * client has thrown an error. Guarded by the outlet's lock.
 */
final class Lanes {
  /** Tries to give a record to the producer. */
  interface HandOver {
    /**
     * @return null when the record needs no more care; otherwise why it has to wait
     */
    Exception to(Outgoing record);
  }

  /** More than one, and few: a caller must not be kept. */
  private static final int AT_ONE_CALL = 2;

  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private int size;

  /** How many records wait. */
  int size() {
    return size;
  }

  boolean hasWaiting(String topic) {
    return !lanes.isEmpty() && lanes.containsKey(topic);
  }

  /** The producer did not take this record, the first of its topic that waits. */
  void begin(String topic, Outgoing record, Exception refusal) {
    Lane lane = new Lane();
    lane.refused(refusal, System.nanoTime());
    lanes.put(topic, lane);
    add(lane, record);
  }

  /**
   * A record goes behind the others of its topic. Where the producer takes records again, its
   * caller hands over the first ones, more than it brings: so the lane ends also under a load that
   * never pauses.
   *
   * @return whether any of the topic wait now
   */
  boolean join(String topic, Outgoing record, HandOver handOver) {
    Lane lane = lanes.get(topic);
    add(lane, record);
    if (lane.moves()) {
      try {
        drain(lane, AT_ONE_CALL, handOver);
      } finally {
        if (lane.queue.isEmpty()) {
          lanes.remove(topic);
        }
      }
    }
    return !lane.queue.isEmpty();
  }

  private void add(Lane lane, Outgoing record) {
    lane.queue.add(record);
    size++;
  }

  /** Takes out the record that waits longest; null when none does. */
  Outgoing pollOldest() {
    Lane oldest = Lane.oldest(lanes.values());
    if (oldest == null) {
      return null;
    }
    Outgoing record = poll(oldest);
    if (oldest.queue.isEmpty()) {
      lanes.values().remove(oldest);
    }
    return record;
  }

  /**
   * Hands over records, each topic in order, as long as the producer takes them.
   *
   * @return how many of {@code most} are left
   */
  int drain(int most, HandOver handOver) {
    int left = most;
    Iterator<Lane> all = lanes.values().iterator();
    while (left > 0 && all.hasNext()) {
      Lane lane = all.next();
      try {
        left = drain(lane, left, handOver);
      } finally {
        if (lane.queue.isEmpty()) {
          all.remove();
        }
      }
    }
    return left;
  }

  private int drain(Lane lane, int most, HandOver handOver) {
    int left = most;
    while (left > 0 && !lane.queue.isEmpty()) {
      Outgoing record = poll(lane);
      Exception refusal = handOver.to(record);
      if (refusal != null) {
        lane.queue.addFirst(record);
        size++;
        lane.refused(refusal, System.nanoTime());
        return left;
      }
      lane.taken();
      left--;
    }
    return left;
  }

  private Outgoing poll(Lane lane) {
    size--;
    return lane.queue.poll();
  }

  /** Takes out what has waited too long. */
  void expire(Patience patience, long now, BiConsumer<Lane, Outgoing> expired) {
    Iterator<Lane> all = lanes.values().iterator();
    while (all.hasNext()) {
      Lane lane = all.next();
      while (!lane.queue.isEmpty() && patience.isOver(lane, lane.queue.peek(), now)) {
        expired.accept(lane, poll(lane));
      }
      if (lane.queue.isEmpty()) {
        all.remove();
      }
    }
  }

  /** Takes out everything. */
  List<Outgoing> clear() {
    List<Outgoing> waiting = new ArrayList<>();
    lanes.values().forEach(lane -> waiting.addAll(lane.queue));
    lanes.clear();
    size = 0;
    return waiting;
  }
}
