package org.sluiceiot.kafka.downlink.send;

import org.apache.kafka.clients.producer.BufferExhaustedException;

/** How long records wait for the producer, and what is said when it was too long. */
final class Patience {
  private final SharedProducer link;
  private final Limits limits;

  Patience(SharedProducer link, Limits limits) {
    this.link = link;
    this.limits = limits;
  }

  boolean isOver(Lane lane, Outgoing record, long now) {
    long waited = now - record.acceptedNanos();
    if (record.patienceNanos() >= 0) {
      return waited > record.patienceNanos();
    }
    return waited > limits.maxWait().toNanos()
        || (lane.isUnknown() && now - lane.unknownSince > limits.topicWait().toNanos());
  }

  FailureClass kind(Lane lane) {
    if (lane.isUnknown()) {
      return FailureClass.TOPIC_UNKNOWN;
    }
    boolean auth = link.producer() == null && link.cluster().loginRefused();
    return auth ? FailureClass.AUTH : FailureClass.EXPIRED;
  }

  SendException cause(Lane lane) {
    if (link.producer() == null) {
      String trouble = link.cluster().trouble();
      String text = trouble.isEmpty() ? "no connection yet" : trouble;
      return new SendException("not sent: " + text, null);
    }
    return new SendException("not sent: " + why(lane), lane.refusal);
  }

  private static String why(Lane lane) {
    if (lane.isUnknown()) {
      return "the cluster does not have the topic; create it, or correct the node's topic";
    }
    if (lane.refusal == null || lane.refusal == NotYet.INSTANCE) {
      return "the records before it were not acknowledged, or the loop guard has not decided";
    }
    return lane.refusal instanceof BufferExhaustedException
        ? "the producer's memory is full (sending.bufferMemory), as the broker is too slow"
        : "the broker did not tell where the topic's partitions are";
  }
}
