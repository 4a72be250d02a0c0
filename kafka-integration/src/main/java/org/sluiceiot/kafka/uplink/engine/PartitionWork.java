package org.sluiceiot.kafka.uplink.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.sluiceiot.kafka.uplink.offsets.CommitNote;
import org.sluiceiot.kafka.uplink.offsets.OffsetPrefix;

/**
 * One partition during one assignment (its epoch): when it comes back, a new one is made, so what
 * is still under way for an old one cannot touch the new.
 */
final class PartitionWork {
  private final TopicPartition topicPartition;
  private final OffsetPrefix offsets = new OffsetPrefix();
  private final CommitNote note;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong begun = new AtomicLong(-1);
  private final List<RecordTask> parked = new ArrayList<>();
  private volatile boolean closing;
  private volatile boolean gone;
  private volatile Obstacle obstacle = Obstacle.NONE;
  private volatile String trouble = "";
  private final long since = System.nanoTime();
  private volatile boolean answered;
  private volatile long lag;
  private volatile long oldest = System.nanoTime();
  private long committed = -1;
  private long requested = -1;

  PartitionWork(TopicPartition topicPartition, CommitNote note) {
    this.topicPartition = topicPartition;
    this.note = note;
  }

  TopicPartition topicPartition() {
    return topicPartition;
  }

  /** Only the polling thread. */
  OffsetPrefix offsets() {
    return offsets;
  }

  CommitNote note() {
    return note;
  }

  AtomicInteger inFlight() {
    return inFlight;
  }

  /**
   * Records that wait for a retry or a rate, or that cannot be read and have not ended: while there
   * are any, the partition is not polled.
   */
  AtomicInteger waiting() {
    return waiting;
  }

  /** From now on, records are given back, but for those before one that has begun. */
  void close() {
    closing = true;
  }

  boolean closing() {
    return closing;
  }

  /** A record is about to be worked on. */
  void begins(RecordTask task) {
    task.begin();
    begun.accumulateAndGet(task.record().offset(), Math::max);
  }

  /**
   * Whether a record must be worked on though the partition is going: records behind it have been,
   * and they would come again with it, since only what is before it can be committed.
   */
  boolean leavesAGap(RecordTask task) {
    return !gone && !task.begun() && task.record().offset() < begun.get();
  }

  /** The assignment has ended. */
  void leave() {
    closing = true;
    gone = true;
  }

  boolean gone() {
    return gone;
  }

  /** Why the partition cannot go on by itself; never null. */
  Obstacle obstacle() {
    return obstacle;
  }

  void obstacle(Obstacle value) {
    obstacle = value;
  }

  /** What its records wait for at the moment, or empty. */
  String trouble() {
    return trouble;
  }

  void trouble(String text) {
    trouble = text;
  }

  /** What keeps it from going on now, in words, or empty. */
  String hindrance() {
    return obstacle.present() ? obstacle.text() : trouble;
  }

  boolean held() {
    return waiting.get() > 0 || obstacle.present();
  }

  /** Keeps a record until {@link #unpark}. */
  synchronized void park(RecordTask task) {
    parked.add(task);
  }

  /** Takes what was parked, in order. */
  synchronized List<RecordTask> unpark() {
    List<RecordTask> tasks = List.copyOf(parked);
    parked.clear();
    return tasks;
  }

  /**
   * What readers on other threads may see; told by the polling thread.
   *
   * @param currentLag empty until the broker has answered a fetch
   */
  void observe(OptionalLong currentLag, long now) {
    offsets.committable();
    answered |= currentLag.isPresent();
    lag = currentLag.orElse(0);
    oldest = offsets.oldest(now);
  }

  /** Nanoseconds since the assignment without any answer of the broker; 0 once it answered. */
  long unanswered(long now) {
    return answered || held() ? 0 : now - since;
  }

  long lag() {
    return lag;
  }

  long oldestAge(long now) {
    return inFlight.get() == 0 ? 0 : Math.max(0, now - oldest);
  }

  /** The offset worth committing, or -1; only the polling thread. */
  long toCommit() {
    long next = offsets.committable();
    return next > requested ? next : -1;
  }

  void requested(long offset) {
    requested = offset;
  }

  /** The commit of an offset has worked. */
  void committed(long offset) {
    committed = Math.max(committed, offset);
  }

  /** A commit has failed: ask again. */
  void forgetRequest() {
    requested = committed;
  }

  long committed() {
    return committed;
  }

  @Override
  public String toString() {
    return topicPartition.toString();
  }
}
