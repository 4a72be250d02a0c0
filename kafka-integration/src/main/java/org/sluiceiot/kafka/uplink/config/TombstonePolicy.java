package org.sluiceiot.kafka.uplink.config;

/** What becomes of records without a value, by which a compacted topic deletes. */
public enum TombstonePolicy {
  /** Counted, nothing else. */
  IGNORE,
  /** Set aside in the dead letter topic. */
  DEAD_LETTER;

  /** Why such a record is set aside, for the user. */
  public static final String TEXT = "the record is a tombstone: it has no value";
}
