package org.sluiceiot.kafka.downlink.send;

/** Which partition a record is to go to: a number from 0, or one of these. */
public final class PartitionChoice {
  /** Kafka chooses by the key. */
  public static final int BY_KEY = -1;

  /** The partitions take turns. */
  public static final int IN_TURN = -2;

  private PartitionChoice() {}
}
