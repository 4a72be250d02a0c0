package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What has broken off reading, remembered from one session to the next, and so how carefully the
 * next one reads. Used by the polling thread alone.
 *
 * <p>An error out of a poll can lose records that the client had collected already, so it always
 * ends the session, and the next reads carefully: one partition at a time, one batch, one record.
 * If reading then breaks off twice at the same record while the process has memory to spare, that
 * record is at fault and is set aside; so is each one after it as long as reading goes on breaking
 * off, since a batch is uncompressed from its beginning whichever of its records is wanted.
 */
final class ReadingTrouble {
  private static final int STRIKES = 2;
  private static final Set<String> HEAP =
      Set.of("Java heap space", "Requested array size exceeds VM limit");
  private static final long SHORTEST = Duration.ofSeconds(10).toNanos();
  private static final long LONGEST = Duration.ofMinutes(10).toNanos();

  private TopicPartition partition;
  private long offset;
  private int strikes;
  private boolean careful;
  private long carefulFor = SHORTEST;
  private long calmSince;

  /** Whether sessions read carefully now. */
  boolean careful() {
    return careful;
  }

  /** A session ended with this; a later one that meets the same is careful for longer. */
  void ended(Throwable cause, long now) {
    if (!byContent(cause)) {
      return;
    }
    if (!careful) {
      careful = true;
      strikes = 0;
    }
    calmSince = now;
  }

  /**
   * Reading this record carefully broke off.
   *
   * @param fetched whether the broker had answered with bytes of this partition: else it may be the
   *     connection that broke off reading, and no record is to blame
   * @return whether the record is to be set aside; else the session must end, and the next one
   *     tries the record again
   */
  boolean setsAside(
      TopicPartition from, long position, boolean fetched, Throwable cause, long now) {
    calmSince = now;
    // A process that is short of memory altogether says nothing of this record. The collector has
    // just tried for it, so what counts as used now is in use.
    if (!fetched || !byContent(cause) || (cause instanceof Error && !spareMemory())) {
      return false;
    }
    boolean same = from.equals(partition) && position == offset;
    boolean next = from.equals(partition) && position == offset + 1 && strikes >= STRIKES;
    partition = from;
    offset = position;
    strikes = next ? STRIKES : same ? strikes + 1 : 1;
    return strikes >= STRIKES;
  }

  /** Whether reading has gone well for so long that the usual way may be tried again. */
  boolean over(long now) {
    return careful && now - calmSince > carefulFor;
  }

  /** The next session reads as usual. */
  void usual() {
    careful = false;
    strikes = 0;
    carefulFor = Math.min(LONGEST, carefulFor * 2);
  }

  /**
   * Whether what was read may be what broke off reading: it is larger than the memory that there
   * is, or it is no record.
   */
  private static boolean byContent(Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      return HEAP.contains(String.valueOf(cause.getMessage()));
    }
    // So the client says that bytes it has fetched are no records; what comes from brokers and the
    // network has exceptions of its own.
    return cause.getClass() == KafkaException.class && cause.getCause() instanceof KafkaException;
  }

  private static boolean spareMemory() {
    Runtime memory = Runtime.getRuntime();
    long used = memory.totalMemory() - memory.freeMemory();
    return memory.maxMemory() - used >= memory.maxMemory() / 4;
  }
}
