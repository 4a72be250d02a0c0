package org.sluiceiot.kafka.uplink.engine;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** What is known of a record whose value cannot be had. Stateless. */
final class UnreadableRecord {
  private static final int LONGEST_KEY = 1 << 20;

  private UnreadableRecord() {}

  /**
   * @param key null when it cannot be had either; one that is itself too large is left out
   * @param headers null when they cannot be had
   * @return without a value
   */
  static ConsumerRecord<byte[], byte[]> of(
      TopicPartition partition, long offset, ByteBuffer key, Headers headers) {
    byte[] known = null;
    if (key != null && key.remaining() <= LONGEST_KEY) {
      known = new byte[key.remaining()];
      key.duplicate().get(known);
    }
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        ConsumerRecord.NO_TIMESTAMP,
        TimestampType.NO_TIMESTAMP_TYPE,
        known == null ? ConsumerRecord.NULL_SIZE : known.length,
        ConsumerRecord.NULL_SIZE,
        known,
        null,
        headers == null ? new RecordHeaders() : headers,
        Optional.empty());
  }
}
