package org.sluiceiot.kafka.downlink.send;

import org.apache.kafka.clients.producer.Producer;

/**
 * What a node is told of its producer and topics: only what is news to it. For the producer's
 * thread, with no lock held, except what says otherwise.
 */
final class QueueReports {
  private final SendQueueListener listener;
  private final MissingTopics topics = new MissingTopics();
  private volatile ProducerStatus status = ProducerStatus.CONNECTING;
  private String cluster;
  private String missing = "";

  QueueReports(SendQueueListener listener) {
    this.listener = listener;
  }

  /** A record reached this topic; any thread, also under the queue's lock. */
  void written(String topic) {
    topics.written(topic);
  }

  /** Why a record for this topic failed; any thread, also under the queue's lock. */
  FailureClass failed(String topic, Exception error, long now) {
    FailureClass kind = KafkaErrors.classify(error);
    if (kind == FailureClass.TOPIC_UNKNOWN) {
      topics.missing(topic, now);
    }
    return kind;
  }

  /** Whether brokers answer, as far as the node was told; any thread. */
  boolean isConnected() {
    return status.kind() == ProducerStatus.Kind.CONNECTED;
  }

  void cluster(String clusterId) {
    if (!clusterId.equals(cluster)) {
      cluster = clusterId;
      HostCode.run(() -> listener.cluster(clusterId));
    }
  }

  /** The next producer's cluster is news, also when it is the same one. */
  void forgetCluster() {
    cluster = null;
  }

  void status(ProducerStatus present) {
    if (!present.equals(status)) {
      status = present;
      HostCode.run(() -> listener.status(present));
    }
  }

  /**
   * Looks at what is to be looked at from time to time.
   *
   * @param producer null while there is none
   */
  void tick(Producer<byte[], byte[]> producer, long now) {
    String present = topics.check(producer, now);
    if (!present.equals(missing)) {
      missing = present;
      HostCode.run(() -> listener.topics(present));
    }
    HostCode.run(listener::tick);
  }

  void closed() {
    HostCode.run(listener::closed);
  }
}
