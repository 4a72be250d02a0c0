package org.sluiceiot.api.host;

/** How a node or an integration is doing. */
public enum State {
  /** Started, not yet connected. */
  STARTING,
  /** Doing its work. */
  RUNNING,
  /** Alive but hindered (a broker away, a partition paused); the reason says by what. */
  DEGRADED,
  /** Stopped for good by a rule, such as the loop guard, until its configuration changes. */
  REFUSED,
  /** Ended. */
  STOPPED
}
