package org.sluiceiot.kafka.guard;

/**
 * What the guard says of an endpoint.
 *
 * @param text the cycle in words, with the names of both sides and a topic; empty when allowed
 */
public record Verdict(Kind kind, String text) {
  /** How bad. */
  public enum Kind {
    /** No cycle, or one that is allowed. */
    ALLOWED,
    /** The cluster is not known yet; the other layers watch. */
    PENDING,
    /** A cycle that the policy only warns of. */
    WARNED,
    /** A cycle; the endpoint must not move data. */
    REFUSED
  }

  public static final Verdict ALLOWED = new Verdict(Kind.ALLOWED, "");
  public static final Verdict PENDING = new Verdict(Kind.PENDING, "cluster not known yet");
}
