package org.sluiceiot.kafka.uplink.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;

/** The consumer properties that the engine relies on. */
final class ConsumerTuning {
  private static final int MOST_PER_POLL = 1000;

  /** A record above both this and the bytes that may be in flight is not read. */
  private static final int LARGEST_RECORD = 32 << 20;

  private ConsumerTuning() {}

  /**
   * @param careful whether the smallest fetches are wanted and one record at a time, so that an
   *     error while reading tells which record is at fault
   */
  static Map<String, Object> of(Subscription subscription, UplinkConfig config, boolean careful) {
    Map<String, Object> tuning = new HashMap<>();
    tuning.put(ConsumerConfig.GROUP_ID_CONFIG, subscription.groupId());
    // Offsets are placed and committed explicitly; the client must never choose one by itself.
    tuning.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    tuning.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        List.of(CooperativeStickyAssignor.class.getName()));
    tuning.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    tuning.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    tuning.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, BoundedBytes.class);
    tuning.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, BoundedBytes.class);
    tuning.put(BoundedBytes.LIMIT, largestRecord(config));
    int records = config.processing().maxRecords();
    tuning.put(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, careful ? 1 : Math.min(MOST_PER_POLL, records));
    int bytes = Math.max(1 << 20, config.processing().maxBytes().intBytes() / 2);
    // The broker sends one batch whatever the bound, so 1 means one batch.
    tuning.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, careful ? 1 : Math.min(50 << 20, bytes));
    if (careful) {
      tuning.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
    }
    tuning.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    return tuning;
  }

  private static int largestRecord(UplinkConfig config) {
    return Math.max(LARGEST_RECORD, config.processing().maxBytes().intBytes());
  }
}
