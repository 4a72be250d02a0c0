package org.sluiceiot.kafka.downlink.buffer;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.sluiceiot.api.host.State;
import org.sluiceiot.kafka.downlink.send.FailureClass;

/** What a disk buffer tells its node; on the buffer's thread, with no lock held; must not block. */
public interface BufferListener {
  /** A broker has a record. */
  void delivered();

  /** A stored record is given up, because it can never be sent. */
  void gaveUp(ProducerRecord<byte[], byte[]> record, FailureClass kind, Throwable cause);

  /**
   * Stored records were dropped: too old ({@code EXPIRED}), to make room ({@code OVERFLOW}), or not
   * readable any more ({@code STORE}).
   *
   * @param count at least 1
   */
  void dropped(long count, FailureClass kind);

  /**
   * Records of an earlier run were found and will be sent.
   *
   * @param count at least 1
   */
  void found(long count);

  /** A file of the buffer is damaged, and a copy of it was kept under this name. */
  void damaged(String name);

  /**
   * The buffer cannot store.
   *
   * @param state {@link State#DEGRADED} or {@link State#FAILED}
   * @param reason one sentence for the user
   */
  void trouble(State state, String reason);

  /** The buffer can store again. */
  void works();

  /**
   * Stored records do not leave, or do again.
   *
   * @param reason one sentence for the user; empty when they do
   */
  void stuck(String reason);
}
