package org.sluiceiot.kafka.downlink.config;

/** When a broker acknowledges a record. */
public enum Acks {
  /** Every replica in sync has it. */
  ALL("all"),
  /** The leader has it; lost if the leader fails before a replica copied it. */
  LEADER("1"),
  /** Never: success means written to the socket; lost without notice. */
  NONE("0");

  private final String property;

  Acks(String property) {
    this.property = property;
  }

  /** The value of Kafka's property. */
  public String property() {
    return property;
  }
}
