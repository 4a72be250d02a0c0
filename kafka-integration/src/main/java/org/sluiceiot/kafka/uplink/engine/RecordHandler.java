package org.sluiceiot.kafka.uplink.engine;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Takes what the polling thread reads; called by that thread alone, never blocks. */
interface RecordHandler {
  /** Takes polled records, of each partition in order. */
  void dispatch(ConsumerRecords<byte[], byte[]> records);

  /**
   * Takes a record whose bytes cannot be had, to be dealt with as a failure.
   *
   * @param record what is known of it; without a value
   * @param why for the user
   */
  void unreadable(ConsumerRecord<byte[], byte[]> record, String why);
}
