package org.sluiceiot.kafka.uplink.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.guard.PathCheck;
import org.sluiceiot.kafka.uplink.offsets.OffsetPrefix;

/** One polled record on its way to its outcome. One thread at a time works on it. */
final class RecordTask {
  /** What a record weighs beside its bytes. */
  private static final int OVERHEAD = 200;

  private final PartitionWork partition;
  private final OffsetPrefix.Slot slot;
  private final ConsumerRecord<byte[], byte[]> record;
  private final long size;
  private final PathCheck passage;
  private final String omitted;
  private SourceRecord source;
  private int attempts;
  private long firstFailure;
  private int rateSteps;
  private Failure failure;
  private boolean begun;

  RecordTask(
      PartitionWork partition,
      OffsetPrefix.Slot slot,
      ConsumerRecord<byte[], byte[]> record,
      PathCheck passage) {
    this(partition, slot, record, passage, "");
  }

  /**
   * @param passage what the guard says of it; null when its bytes could not be had
   * @param omitted why its bytes could not be had, or empty
   */
  RecordTask(
      PartitionWork partition,
      OffsetPrefix.Slot slot,
      ConsumerRecord<byte[], byte[]> record,
      PathCheck passage,
      String omitted) {
    this.partition = partition;
    this.slot = slot;
    this.record = record;
    this.passage = passage;
    this.omitted = omitted;
    this.size = size(record);
  }

  private static long size(ConsumerRecord<byte[], byte[]> record) {
    long size =
        OVERHEAD
            + (long) Math.max(0, record.serializedKeySize())
            + Math.max(0, record.serializedValueSize());
    for (Header header : record.headers()) {
      size += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return size;
  }

  PartitionWork partition() {
    return partition;
  }

  OffsetPrefix.Slot slot() {
    return slot;
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  /** Bytes that it keeps in memory. */
  long size() {
    return size;
  }

  /** The record as decoders see it. */
  SourceRecord source() {
    if (source == null) {
      source = source(record);
    }
    return source;
  }

  /** What the guard says of it. */
  PathCheck passage() {
    return passage;
  }

  static SourceRecord source(ConsumerRecord<byte[], byte[]> record) {
    List<SourceRecord.Header> headers = List.of();
    for (Header header : record.headers()) {
      if (headers.isEmpty()) {
        headers = new ArrayList<>();
      }
      headers.add(new SourceRecord.Header(header.key(), header.value()));
    }
    TimestampType type = record.timestampType();
    boolean timed = type != TimestampType.NO_TIMESTAMP_TYPE && record.timestamp() >= 0;
    return new SourceRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        record.value(),
        headers,
        timed ? Instant.ofEpochMilli(record.timestamp()) : null,
        switch (type) {
          case CREATE_TIME -> "create";
          case LOG_APPEND_TIME -> "append";
          default -> "undefined";
        });
  }

  /**
   * Counts a failed attempt.
   *
   * @return how many there are now
   */
  int attempt(long now) {
    if (attempts++ == 0) {
      firstFailure = now;
    }
    return attempts;
  }

  long failingFor(long now) {
    return attempts == 0 ? 0 : now - firstFailure;
  }

  /** How many rate limits the record has passed already. */
  int rateSteps() {
    return rateSteps;
  }

  void rateStepPassed() {
    rateSteps++;
  }

  /** It is worked on for the first time. */
  void begin() {
    begun = true;
  }

  boolean begun() {
    return begun;
  }

  /** Why the record failed for good, or null. */
  Failure failure() {
    return failure;
  }

  void failure(Failure cause) {
    failure = cause;
  }

  /** Forgets that it failed: a person has resumed it. */
  void afresh() {
    failure = null;
    attempts = 0;
  }

  /** Why the record's bytes could not be had, or empty. */
  String omitted() {
    return omitted;
  }

  @Override
  public String toString() {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
