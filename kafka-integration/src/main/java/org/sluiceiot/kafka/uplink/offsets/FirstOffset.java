package org.sluiceiot.kafka.uplink.offsets;

import java.time.Instant;
import org.sluiceiot.kafka.uplink.config.Start;

/**
 * Where to begin in a partition that the group has not committed. Pure. The first start of a group
 * in a topic obeys the user's choice; partitions and topics that appear later begin at their first
 * record, because a record may be in them before anybody looks.
 */
public sealed interface FirstOffset {
  /** At this offset. */
  record Exactly(long offset) implements FirstOffset {}

  /** At the oldest record. */
  record Beginning() implements FirstOffset {}

  /** Behind the newest record. */
  record End() implements FirstOffset {}

  /** At the first record not older than this. */
  record Since(Instant time) implements FirstOffset {}

  /** Nowhere until somebody commits an offset. */
  record Wait() implements FirstOffset {}

  /**
   * What the group has left in Kafka about a topic.
   *
   * @param known whether it has committed any partition of the topic
   * @param partitions how many there were at its first start, 0 when not known
   * @param later whether the topic came up after the group's first start
   */
  record TopicHistory(boolean known, int partitions, boolean later) {}

  /**
   * @param explicit the offset that the subscription names for this partition, or null
   */
  static FirstOffset of(
      int partition, Long explicit, Start start, TopicHistory history, Instant now) {
    if (explicit != null) {
      return new Exactly(explicit);
    }
    boolean appearedLater =
        history.later() || (history.known() && partition >= history.partitions());
    if (start instanceof Start.Committed) {
      return appearedLater && history.known() ? new Beginning() : new Wait();
    }
    if (appearedLater || start instanceof Start.Earliest) {
      return new Beginning();
    }
    if (start instanceof Start.At at) {
      return new Since(at.time());
    }
    return start instanceof Start.Back back ? new Since(now.minus(back.duration())) : new End();
  }
}
