package org.sluiceiot.kafka.uplink.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.header.Headers;
import org.sluiceiot.kafka.uplink.offsets.CommitNote;

/**
 * Polls, and deals with what a poll can throw: offsets that are gone, records that cannot be had.
 * Used by the polling thread alone.
 */
final class RecordReader {
  private static final Duration POSITION = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final Assignment assignment;
  private final StartOffsets starts;
  private final ReadingTrouble trouble;
  private final CarefulReading careful;
  private final RecordHandler records;
  private final UplinkHealth health;

  /**
   * @param trouble what ended sessions before; says whether this one reads carefully
   * @param health told of records that were passed over and of offsets that are gone
   */
  RecordReader(
      Consumer<byte[], byte[]> consumer,
      Assignment assignment,
      StartOffsets starts,
      ReadingTrouble trouble,
      RecordHandler records,
      UplinkHealth health) {
    this.consumer = consumer;
    this.assignment = assignment;
    this.starts = starts;
    this.trouble = trouble;
    this.careful = trouble.careful() ? new CarefulReading(consumer, assignment) : null;
    this.records = records;
    this.health = health;
  }

  /** Whether one record at a time is read. */
  boolean careful() {
    return careful != null;
  }

  /**
   * Pauses what must not be polled and lets the rest go, each turn anew.
   *
   * @return whether there are partitions and all of them are paused
   */
  boolean hold(boolean all) {
    if (careful != null) {
      careful.next();
    }
    Set<TopicPartition> paused = consumer.paused();
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    int held = 0;
    for (PartitionWork work : assignment.all()) {
      boolean hold = all || work.held();
      held += hold ? 1 : 0;
      hold |= careful != null && !careful.reads(work);
      if (hold != paused.contains(work.topicPartition())) {
        (hold ? pause : resume).add(work.topicPartition());
      }
    }
    consumer.pause(pause);
    consumer.resume(resume);
    return held > 0 && held == assignment.all().size();
  }

  /**
   * Polls once and hands over what came.
   *
   * @return how many records
   * @throws KafkaException the session must end; so means an error of the virtual machine
   */
  int read(Duration atMost) {
    ConsumerRecords<byte[], byte[]> polled = poll(atMost);
    if (!polled.isEmpty()) {
      if (careful != null) {
        careful.passed();
      }
      records.dispatch(polled);
    }
    return polled.count();
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
    try {
      return consumer.poll(atMost);
    } catch (OffsetOutOfRangeException e) {
      restart(e.offsetOutOfRangePartitions());
    } catch (NoOffsetForPartitionException e) {
      consumer.pause(e.partitions());
      starts.place(e.partitions()).forEach(assignment::add);
    } catch (RecordDeserializationException e) {
      // Only our own deserializers are in use: what they say is made for users.
      String why = e.getCause() == null ? "it is too large" : e.getCause().getMessage();
      setAside(e.topicPartition(), e.offset(), e.keyBuffer(), e.headers(), why);
    } catch (KafkaException e) {
      setAsideOr(e);
    } catch (VirtualMachineError e) {
      setAsideOr(e);
    }
    return ConsumerRecords.empty();
  }

  /**
   * Sets aside what reading carefully breaks off at, or throws on what broke it off: the session
   * must end, since what the client had collected may be lost with it.
   */
  private <T extends Throwable> void setAsideOr(T cause) throws T {
    PartitionWork at = careful == null ? null : careful.current();
    if (at == null || consumer.paused().contains(at.topicPartition())) {
      throw cause;
    }
    long offset = consumer.position(at.topicPartition(), POSITION);
    boolean fetched = careful.fetched();
    if (!trouble.setsAside(at.topicPartition(), offset, fetched, cause, System.nanoTime())) {
      throw cause;
    }
    careful.passed();
    setAside(at.topicPartition(), offset, null, null, ReadingErrors.words(cause));
  }

  /** Passes over a record that cannot be had; its offset ends by the failure strategy. */
  private void setAside(
      TopicPartition partition, long offset, ByteBuffer key, Headers headers, String why) {
    consumer.seek(partition, offset + 1);
    health.unreadable(partition + "@" + offset + " cannot be read: " + why);
    records.unreadable(UnreadableRecord.of(partition, offset, key, headers), why);
  }

  /** The broker no longer has the offset: begins at the oldest record it has, and says so. */
  private void restart(Map<TopicPartition, Long> lost) {
    Map<TopicPartition, Long> oldest = consumer.beginningOffsets(lost.keySet());
    lost.forEach((partition, wanted) -> restart(partition, wanted, oldest.get(partition)));
  }

  private void restart(TopicPartition partition, long wanted, long from) {
    PartitionWork before = assignment.get(partition);
    CommitNote note = before == null ? new CommitNote(0) : before.note();
    if (before != null) {
      assignment.leave(List.of(before));
    }
    assignment.add(new PartitionWork(partition, note));
    consumer.seek(partition, from);
    String why =
        from > wanted
            ? (from - wanted) + " records were deleted before they were read"
            : "the topic was truncated or made anew";
    health.alarm(
        "%s: offset %d is out of range (%s); goes on at %d"
            .formatted(partition, wanted, why, from));
  }
}
