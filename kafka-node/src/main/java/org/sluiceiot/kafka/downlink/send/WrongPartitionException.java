package org.sluiceiot.kafka.downlink.send;

/** A message names a partition that its topic does not have. */
final class WrongPartitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongPartitionException(String message) {
    super(message, null, false, false);
  }
}
