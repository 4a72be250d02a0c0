package org.sluiceiot.kafka.connection.policy;

import org.apache.kafka.common.KafkaException;

/** A tenant has used up what the operator grants; it helps to close something else first. */
public class LimitExceededException extends KafkaException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence for the user
   */
  public LimitExceededException(String message) {
    super(message);
  }
}
