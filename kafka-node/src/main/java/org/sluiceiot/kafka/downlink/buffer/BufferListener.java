package org.sluiceiot.kafka.downlink.buffer;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.sluiceiot.kafka.downlink.send.FailureClass;

/** What a disk buffer tells its node; on the buffer's thread; must not block. */
public interface BufferListener {
  /** A broker has a record. */
  void delivered();

  /** A stored record is given up, because it can never be sent. */
  void gaveUp(ProducerRecord<byte[], byte[]> record, FailureClass kind, Throwable cause);

  /** Stored records were dropped, for being too old or to make room. */
  void dropped(long count, FailureClass kind);

  /**
   * The buffer cannot store, or can again.
   *
   * @param reason empty when it can
   */
  void trouble(String reason);
}
