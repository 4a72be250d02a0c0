package org.sluiceiot.kafka.uplink.engine;

/**
 * Why a partition does not go on by itself.
 *
 * @param text for the user; empty for {@link Kind#NONE}
 */
record Obstacle(Kind kind, String text) {
  static final Obstacle NONE = new Obstacle(Kind.NONE, "");

  /** What must happen for it to go on. */
  enum Kind {
    /** It goes on. */
    NONE,
    /** Somebody must commit an offset for it. */
    NO_OFFSET,
    /** A person must resume it: a record failed and the strategy is to stop. */
    STOPPED
  }

  boolean present() {
    return kind != Kind.NONE;
  }
}
