package org.sluiceiot.kafka.uplink.config;

/** What becomes of records without a value, by which a compacted topic deletes. */
public enum TombstonePolicy {
  /** Counted, nothing else. */
  IGNORE,
  /** Set aside in the dead letter topic. */
  DEAD_LETTER,
  /** Attributes of the entity that the record names are deleted; nothing is created. */
  DELETE_ATTRIBUTES;

  /** Why such a record is set aside, for the user. */
  public static final String TEXT = "the record is a tombstone: it has no value";

  /** Why nothing can be deleted, for the user. */
  public static final String NAMELESS =
      "the record is a tombstone that names no entity whose attributes could be deleted: its key,"
          + " or the header that names the entity, is missing";
}
