package org.sluiceiot.kafka.downlink.send;

import org.apache.kafka.common.errors.RetriableException;

/** There is no producer yet, or the node may not use it yet. */
final class NotYet extends RetriableException {
  private static final long serialVersionUID = 1L;
  static final NotYet INSTANCE = new NotYet();

  private NotYet() {
    super("the producer is not ready");
  }
}
