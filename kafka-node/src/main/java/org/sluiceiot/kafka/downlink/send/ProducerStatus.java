package org.sluiceiot.kafka.downlink.send;

/**
 * How a shared producer is doing.
 *
 * @param reason one sentence for the user, without secrets; empty while there is nothing to say
 */
public record ProducerStatus(Kind kind, String reason) {
  static final ProducerStatus CONNECTING = new ProducerStatus(Kind.CONNECTING, "");
  static final ProducerStatus CONNECTED = new ProducerStatus(Kind.CONNECTED, "");

  /** What the reason is about. */
  public enum Kind {
    /** It is too early to tell. */
    CONNECTING,
    /** Brokers answer. */
    CONNECTED,
    /** No broker answers; it goes on trying. */
    AWAY,
    /** An error of the client or of the sending thread; it starts again by itself. */
    FAILED
  }

  static ProducerStatus away(String reason) {
    return new ProducerStatus(Kind.AWAY, reason);
  }

  static ProducerStatus failed(String reason) {
    return new ProducerStatus(Kind.FAILED, reason);
  }
}
