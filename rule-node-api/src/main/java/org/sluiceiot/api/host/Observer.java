package org.sluiceiot.api.host;

/**
 * Where a node or an integration reports what happens to it. Implemented by hosts; every method may
 * be called from any thread, returns at once and never throws.
 */
public interface Observer {
  /**
   * Tells the host the current state; a repeated equal report is ignored.
   *
   * @param reason in words, for the user; empty when there is nothing to say, never null
   */
  void state(State state, String reason);

  /** Records something that a user should be able to read later. */
  void event(Event event);

  /** Whether payload events ({@link Event.Kind#DEBUG}) are wanted now; time-boxed by the host. */
  boolean debugging();

  /** This owner's metrics; the host adds tenant, id and name. Constant; never null. */
  Metrics metrics();
}
