package org.sluiceiot.kafka.downlink.send;

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
    boolean auth = link.producer() == null && link.cluster().auth();
    return auth ? FailureClass.AUTH : FailureClass.EXPIRED;
  }

  SendException cause(Lane lane) {
    if (link.producer() == null) {
      String trouble = link.cluster().trouble();
      String text = trouble.isEmpty() ? "no connection yet" : trouble;
      return new SendException("not sent: " + text, null);
    }
    Throwable cause = lane.refusal;
    String why = cause == null || cause == NotYet.INSTANCE ? "held back" : cause.getMessage();
    return new SendException("not sent: " + why, cause);
  }
}
