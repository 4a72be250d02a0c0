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

  private ConsumerTuning() {}

  static Map<String, Object> of(Subscription subscription, UplinkConfig config) {
    Map<String, Object> tuning = new HashMap<>();
    tuning.put(ConsumerConfig.GROUP_ID_CONFIG, subscription.groupId());
    // Offsets are placed and committed explicitly; the client must never choose one by itself.
    tuning.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    tuning.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        List.of(CooperativeStickyAssignor.class.getName()));
    tuning.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    tuning.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    int records = config.processing().maxRecords();
    tuning.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(MOST_PER_POLL, records));
    int bytes = Math.max(1 << 20, config.processing().maxBytes().intBytes() / 2);
    tuning.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Math.min(50 << 20, bytes));
    tuning.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    return tuning;
  }
}
