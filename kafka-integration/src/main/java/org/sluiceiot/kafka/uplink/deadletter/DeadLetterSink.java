package org.sluiceiot.kafka.uplink.deadletter;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes dead letters. Safe for any thread; never blocks. */
public interface DeadLetterSink {
  /** Where they go; never null. */
  String topic();

  /**
   * Writes a record with its original key, value and headers and the error.
   *
   * @param done told at most once, on a thread of the sink: null when the broker has acknowledged
   *     it, else why it has not; must not block
   */
  void write(
      ConsumerRecord<byte[], byte[]> record, DeadLetterCause cause, Consumer<Throwable> done);
}
