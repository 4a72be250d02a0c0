package org.sluiceiot.kafka.downlink;

import java.time.Duration;
import org.sluiceiot.kafka.downlink.config.BufferConfig;
import org.sluiceiot.kafka.downlink.config.DownlinkConfig;
import org.sluiceiot.kafka.downlink.config.Overflow;
import org.sluiceiot.kafka.downlink.config.QueueConfig;
import org.sluiceiot.kafka.downlink.config.SendMode;
import org.sluiceiot.kafka.downlink.send.QueueLimits;

/** The bounds of a node's queue, from its configuration. Pure. */
final class ConfiguredLimits {
  private static final Duration WATCHDOG_GRACE = Duration.ofSeconds(10);

  /** Room for what a disk buffer has on its way, beside the node's own messages. */
  private static final int BUFFER_RECORDS = 20_000;

  private static final long BUFFER_BYTES = 128L << 20;

  private ConfiguredLimits() {}

  static QueueLimits of(DownlinkConfig config) {
    QueueConfig queue = config.queue();
    boolean sync = queue.mode() == SendMode.SYNC;
    boolean memory = config.buffer() instanceof BufferConfig.Memory;
    return new QueueLimits(
        queue.maxRecords() + (memory ? 0 : BUFFER_RECORDS),
        queue.maxBytes().bytes() + (memory ? 0 : BUFFER_BYTES),
        memory && queue.whenFull() == Overflow.DROP_OLDEST,
        sync ? 1 : Integer.MAX_VALUE,
        queue.maxWait(),
        queue.topicWait(),
        sync ? queue.syncTimeout() : config.sending().deliveryTimeout().plus(WATCHDOG_GRACE));
  }
}
