package org.sluiceiot.kafka.downlink.send;

/**
 * What a send queue tells its node, with no lock held. Any thread, where nothing else is said; must
 * not block.
 */
public interface SendQueueListener {
  /**
   * The cluster was reached for the first time, or is another one than before. On the producer's
   * thread.
   */
  void cluster(String clusterId);

  /** The producer is doing otherwise than before. On the producer's thread. */
  void status(ProducerStatus status);

  /**
   * Topics that cannot be written to are others than before. On the producer's thread.
   *
   * @param reason one sentence for the user; empty when there are none
   */
  void topics(String reason);

  /**
   * Records were dropped to make room for newer ones.
   *
   * @param count at least 1
   */
  void dropped(long count);

  /** Called a few times a second, for what has to be looked at. On the producer's thread. */
  void tick();

  /** The client answered for a record that had its outcome already. */
  void late();

  /** Nothing is on its way any more and nothing will be taken. On the producer's thread. */
  void closed();
}
