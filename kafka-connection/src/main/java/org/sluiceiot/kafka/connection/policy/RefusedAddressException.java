package org.sluiceiot.kafka.connection.policy;

import org.apache.kafka.common.KafkaException;

/**
 * The operator does not let tenants connect there. Trying again does not help until the operator's
 * settings, the connection or the name service change.
 */
public class RefusedAddressException extends KafkaException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence for the user; tells names and ports, not what a name resolves to
   */
  public RefusedAddressException(String message) {
    super(message);
  }
}
