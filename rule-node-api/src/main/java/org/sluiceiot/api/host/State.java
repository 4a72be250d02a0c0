package org.sluiceiot.api.host;

/** How a node or an integration is doing. */
public enum State {
  /** Started, not yet connected. */
  STARTING,
  /** Doing its work. */
  RUNNING,
  /** Alive but hindered (a broker away, a partition paused); the reason says by what. */
  DEGRADED,
  /**
   * Not working: an error ended its work loop, or it cannot start (a secret that cannot be read).
   * The reason says why and whether it tries again by itself.
   */
  FAILED,
  /** Stopped for good by a rule, such as the loop guard, until its configuration changes. */
  REFUSED,
  /** Ended. */
  STOPPED
}
