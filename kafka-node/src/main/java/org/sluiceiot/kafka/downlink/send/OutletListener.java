package org.sluiceiot.kafka.downlink.send;

/** What an outlet tells its node. Any thread; must not block. */
public interface OutletListener {
  /** The cluster was reached for the first time, or is another one than before. */
  void cluster(String clusterId);

  /** Brokers answer. */
  void connected();

  /**
   * Brokers do not answer.
   *
   * @param reason in words, without secrets
   */
  void disconnected(String reason);

  /** A record was dropped to make room for a newer one. */
  void dropped();

  /** The client answered for a record that had its outcome already. */
  void late();

  /** Nothing is on its way any more and nothing will be taken. */
  void closed();
}
