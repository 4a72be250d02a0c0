package org.sluiceiot.kafka.uplink.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.breaker.Hold;
import org.sluiceiot.kafka.uplink.offsets.CommitNote;

/**
 * One consumer's life: from subscribing to leaving. Used by the polling thread alone, which owns
 * the consumer and everything that asks it: committer, start offsets, rebalance, presence.
 */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final long LONGEST_POLL = 100;
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final Duration ENDS = Duration.ofSeconds(2);

  private final SessionParts parts;
  private final Consumer<byte[], byte[]> consumer;
  private final ReadingTrouble trouble;
  private final CarefulReading careful;
  private final TopicPresence presence;
  private final StartOffsets starts;
  private final Committer committer;
  private final Rebalance rebalance;
  private Set<TopicPartition> assigned = Set.of();
  private String missing = "";
  private boolean full;
  private int unpaid;

  /**
   * @param trouble what ended sessions before; says whether this one reads carefully
   */
  Session(SessionParts parts, Set<String> groupTopics, ReadingTrouble trouble) {
    this.parts = parts;
    this.trouble = trouble;
    Subscription subscription = parts.subscription();
    boolean carefully = trouble.careful();
    this.consumer =
        parts.clients().consumer(ConsumerTuning.of(subscription, parts.config(), carefully));
    this.careful = carefully ? new CarefulReading(consumer, parts.assignment()) : null;
    this.presence = new TopicPresence(consumer, subscription);
    this.starts = new StartOffsets(consumer, subscription, groupTopics, parts.clock());
    this.committer =
        new Committer(consumer, parts.config().commit(), parts.assignment(), parts.metrics());
    this.rebalance =
        new Rebalance(
            consumer,
            parts.assignment(),
            starts,
            new Drain(parts.timers(), parts.dispatcher()),
            committer,
            parts.config().processing());
  }

  void subscribe() {
    Subscription subscription = parts.subscription();
    if (subscription.byPattern()) {
      consumer.subscribe(subscription.pattern(), rebalance);
    } else if (subscription.explicit().isEmpty()) {
      consumer.subscribe(subscription.topics(), rebalance);
    } else {
      look();
      if (!missing.isEmpty()) {
        throw new TopicMissingException(missing);
      }
      consumer.assign(subscription.explicit().keySet());
      rebalance.onPartitionsAssigned(subscription.explicit().keySet());
    }
  }

  /** One turn: what is due, poll, hand over, commit. */
  void turn(boolean paused) {
    parts.timers().run();
    full = full ? !parts.inFlight().roomy() : parts.inFlight().full();
    boolean idle = hold(paused || full || !paid());
    if (idle) {
      handOver(poll(Duration.ZERO));
      rest();
    } else {
      handOver(poll(Duration.ofMillis(parts.timers().millisToNext(LONGEST_POLL))));
    }
    committer.whenDue();
  }

  /** What the loop guard says now; it may ask how far the topics have grown. */
  Hold ask(GuardedEndpoint guard) {
    Set<TopicPartition> present = consumer.assignment();
    if (!present.equals(assigned)) {
      assigned = present;
      guard.reassigned();
    }
    return guard.hold(
        () ->
            consumer.endOffsets(assigned, ENDS).values().stream().mapToLong(Long::longValue).sum());
  }

  /** Nothing may be polled: waits until there is room, or a moment. */
  private void rest() {
    long nanos =
        Math.min(
            LONGEST_PAUSE,
            TimeUnit.MILLISECONDS.toNanos(parts.timers().millisToNext(LONGEST_POLL)));
    if (full) {
      parts.inFlight().awaitRoom(nanos);
    } else {
      LockSupport.parkNanos(this, nanos);
    }
  }

  /**
   * Pauses what must not be polled and lets the rest go, each turn anew.
   *
   * @return whether there are partitions and all of them are paused
   */
  private boolean hold(boolean all) {
    if (careful != null) {
      careful.next();
    }
    Set<TopicPartition> paused = consumer.paused();
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    int held = 0;
    for (PartitionWork work : parts.assignment().all()) {
      boolean hold = all || work.held();
      held += hold ? 1 : 0;
      hold |= careful != null && !careful.reads(work);
      if (hold != paused.contains(work.topicPartition())) {
        (hold ? pause : resume).add(work.topicPartition());
      }
    }
    consumer.pause(pause);
    consumer.resume(resume);
    return held > 0 && held == parts.assignment().all().size();
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
    try {
      return consumer.poll(atMost);
    } catch (OffsetOutOfRangeException e) {
      restart(e.offsetOutOfRangePartitions());
    } catch (NoOffsetForPartitionException e) {
      consumer.pause(e.partitions());
      starts.place(e.partitions()).forEach(parts.assignment()::add);
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
    long offset = consumer.position(at.topicPartition(), ENDS);
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
    parts.health().unreadable(partition + "@" + offset + " cannot be read: " + why);
    parts.dispatcher().unreadable(UnreadableRecord.of(partition, offset, key, headers), why);
  }

  /** The broker no longer has the offset: begins at the oldest record it has, and says so. */
  private void restart(Map<TopicPartition, Long> lost) {
    Map<TopicPartition, Long> oldest = consumer.beginningOffsets(lost.keySet());
    lost.forEach(
        (partition, wanted) -> {
          long from = oldest.get(partition);
          PartitionWork before = parts.assignment().get(partition);
          CommitNote note = before == null ? new CommitNote(0) : before.note();
          if (before != null) {
            parts.assignment().leave(List.of(before));
          }
          parts.assignment().add(new PartitionWork(partition, note));
          consumer.seek(partition, from);
          parts
              .health()
              .alarm(
                  "%s: offset %d is out of range (%s); goes on at %d"
                      .formatted(
                          partition,
                          wanted,
                          from > wanted
                              ? (from - wanted) + " records were deleted before they were read"
                              : "the topic was truncated or made anew",
                          from));
        });
  }

  /** Whether the tenant's rate, which the operator sets, has room for what was polled last. */
  private boolean paid() {
    if (unpaid > 0 && parts.clients().budget().records(unpaid, System.nanoTime())) {
      unpaid = 0;
    }
    return unpaid == 0;
  }

  private void handOver(ConsumerRecords<byte[], byte[]> records) {
    if (!records.isEmpty()) {
      if (careful != null) {
        careful.passed();
      }
      unpaid += records.count();
      parts.dispatcher().dispatch(records);
    }
  }

  /** Brings lag, ages and waiting partitions up to date. */
  void observe() {
    long now = System.nanoTime();
    for (PartitionWork work : parts.assignment().all()) {
      work.observe(consumer.currentLag(work.topicPartition()), now);
    }
  }

  /** Looks for what is missing of the subscription and for commits that partitions wait for. */
  void look() {
    missing = presence.missing();
    for (PartitionWork work : parts.assignment().all()) {
      boolean untouched = work.offsets().passed() == 0 && work.inFlight().get() == 0;
      boolean waits = work.obstacle().kind() == Obstacle.Kind.NO_OFFSET;
      if (untouched && waits && starts.committedMeanwhile(work)) {
        work.obstacle(Obstacle.NONE);
      }
    }
  }

  /** How it is doing. */
  UplinkHealth.Progress progress() {
    return new UplinkHealth.Progress(connected(), rebalance.joined(), careful != null, missing);
  }

  /** Whether any broker is connected. */
  boolean connected() {
    for (Map.Entry<MetricName, ? extends Metric> entry : consumer.metrics().entrySet()) {
      if (entry.getKey().name().equals("connection-count")
          && entry.getKey().group().equals("consumer-metrics")) {
        return ((Number) entry.getValue().metricValue()).doubleValue() > 0;
      }
    }
    return true;
  }

  /**
   * Gives everything back, commits what is done and closes the consumer. Whatever fails of it, the
   * rest is done, and no assignment is left over.
   */
  void close() {
    try {
      rebalance.leaveAll();
    } catch (KafkaException e) {
      LOG.info("not everything could be committed, it comes again: {}", e.toString());
    } finally {
      closeConsumer();
    }
  }

  private void closeConsumer() {
    try {
      consumer.close(CLOSE);
    } catch (KafkaException e) {
      LOG.info("the consumer did not close cleanly: {}", e.toString());
    }
  }
}
