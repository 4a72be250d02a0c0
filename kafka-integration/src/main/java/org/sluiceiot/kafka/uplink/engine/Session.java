package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.breaker.Hold;

/**
 * One consumer's life: from subscribing to leaving. Used by the polling thread alone, which owns
 * the consumer and everything that asks it: committer, start offsets, rebalance, presence.
 */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final long LONGEST_POLL = 100;
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final Duration ENDS = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final Subscription subscription;
  private final Assignment assignment;
  private final StartOffsets starts;
  private final Rebalance rebalance;
  private final Committer committer;
  private final RecordReader reader;
  private final PollingRoom room;
  private final Timers timers;
  private final TopicPresence presence;
  private Set<TopicPartition> assigned = Set.of();
  private String missing = "";

  /** All parts are this session's own but for the assignment and the timers. */
  Session(
      Consumer<byte[], byte[]> consumer,
      Subscription subscription,
      Assignment assignment,
      StartOffsets starts,
      Rebalance rebalance,
      Committer committer,
      RecordReader reader,
      PollingRoom room,
      Timers timers) {
    this.consumer = consumer;
    this.subscription = subscription;
    this.assignment = assignment;
    this.starts = starts;
    this.rebalance = rebalance;
    this.committer = committer;
    this.reader = reader;
    this.room = room;
    this.timers = timers;
    this.presence = new TopicPresence(consumer, subscription);
  }

  void subscribe() {
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
    timers.run();
    boolean open = room.open();
    boolean idle = reader.hold(paused || !open);
    long wait = timers.millisToNext(LONGEST_POLL);
    room.taken(reader.read(Duration.ofMillis(idle ? 0 : wait)));
    if (idle) {
      room.await(timers.millisToNext(LONGEST_POLL));
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

  /** Brings lag, ages and waiting partitions up to date. */
  void observe() {
    long now = System.nanoTime();
    for (PartitionWork work : assignment.all()) {
      work.observe(consumer.currentLag(work.topicPartition()), now);
    }
  }

  /** Looks for what is missing of the subscription and for commits that partitions wait for. */
  void look() {
    missing = presence.missing();
    for (PartitionWork work : assignment.all()) {
      boolean untouched = work.offsets().passed() == 0 && work.inFlight().get() == 0;
      boolean waits = work.obstacle().kind() == Obstacle.Kind.NO_OFFSET;
      if (untouched && waits && starts.committedMeanwhile(work)) {
        work.obstacle(Obstacle.NONE);
      }
    }
  }

  /** How it is doing. */
  UplinkHealth.Progress progress() {
    return new UplinkHealth.Progress(connected(), rebalance.joined(), reader.careful(), missing);
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
