package org.sluiceiot.kafka.downlink;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.sluiceiot.api.host.Incident;
import org.sluiceiot.api.host.Observer;

/**
 * Tells that messages are given up: one alarm for each kind of loss while it goes on, and one event
 * when none was lost for five minutes or the node stops. Safe for any thread; calls the observer,
 * so never under a lock.
 */
final class LossAlarms {
  private static final long QUIET = Duration.ofMinutes(5).toNanos();

  private final Map<Loss, Entry> entries = new EnumMap<>(Loss.class);

  /** Kinds of loss; each is an incident of its own. */
  enum Loss {
    /** The longest waiting message made room for a new one. */
    QUEUE_FULL("queue-full"),
    /** The oldest stored records made room for new ones. */
    BUFFER_FULL("buffer-full"),
    /** A stored record can never be sent. */
    STORED_REFUSED("stored-refused"),
    /** A stored record became too old. */
    STORED_EXPIRED("stored-expired"),
    /** A stored record cannot be read any more. */
    STORED_DAMAGED("stored-damaged");

    private final String incident;

    Loss(String incident) {
      this.incident = incident;
    }
  }

  private static final class Entry {
    final Incident incident;
    volatile long last;

    Entry(Incident incident) {
      this.incident = incident;
    }
  }

  /**
   * @param prefix stands before the incidents' names; empty for the node's own way
   */
  LossAlarms(Observer observer, Clock clock, String prefix) {
    for (Loss loss : Loss.values()) {
      entries.put(loss, new Entry(new Incident(observer, clock, prefix + loss.incident)));
    }
  }

  /**
   * @param count messages, at least 1
   * @param reason one sentence for the user, secrets redacted
   */
  void lost(Loss loss, long count, String reason) {
    Entry entry = entries.get(loss);
    entry.last = System.nanoTime();
    entry.incident.occurred(reason, count);
  }

  /** Ends what has not happened for a while; to be called from time to time. */
  void check() {
    long now = System.nanoTime();
    for (Entry entry : entries.values()) {
      if (entry.incident.open() && now - entry.last > QUIET) {
        entry.incident.resolved("no message was lost in this way for five minutes");
      }
    }
  }

  /** Ends all of them, with their counts. */
  void stopped() {
    entries.values().forEach(entry -> entry.incident.resolved("the node was stopped"));
  }
}
