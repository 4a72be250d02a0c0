package org.sluiceiot.kafka.downlink.send;

import org.apache.kafka.clients.producer.BufferExhaustedException;

/**
 * How long records wait for the client, and what is said when it was too long. Guarded by the send
 * queue's lock.
 */
final class WaitLimits {
  private final SharedProducer producer;
  private final QueueLimits limits;

  WaitLimits(SharedProducer producer, QueueLimits limits) {
    this.producer = producer;
    this.limits = limits;
  }

  boolean isOver(TopicQueue queue, PendingRecord record, long now) {
    long waited = now - record.acceptedNanos();
    if (record.maxWaitNanos() >= 0) {
      return waited > record.maxWaitNanos();
    }
    return waited > limits.maxWait().toNanos()
        || (queue.isMissing() && now - queue.missingSince > limits.topicWait().toNanos());
  }

  FailureClass kind(TopicQueue queue) {
    if (queue.isMissing()) {
      return FailureClass.TOPIC_UNKNOWN;
    }
    boolean auth = producer.producer() == null && producer.cluster().loginRefused();
    return auth ? FailureClass.AUTH : FailureClass.EXPIRED;
  }

  SendException cause(TopicQueue queue) {
    if (producer.producer() == null) {
      String trouble = producer.cluster().trouble();
      String text = trouble.isEmpty() ? "no connection yet" : trouble;
      return new SendException("not sent: " + text, null);
    }
    return new SendException("not sent: " + why(queue), queue.refusal);
  }

  private static String why(TopicQueue queue) {
    if (queue.isMissing()) {
      return "the cluster does not have the topic; create it, or correct the node's topic";
    }
    if (queue.refusal == null || queue.refusal == NotYet.INSTANCE) {
      return "the records before it were not acknowledged, or the loop guard has not decided";
    }
    return queue.refusal instanceof BufferExhaustedException
        ? "the producer's memory is full (sending.bufferMemory), as the broker is too slow"
        : "the broker did not tell where the topic's partitions are";
  }
}
