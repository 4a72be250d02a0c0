package org.sluiceiot.kafka.uplink.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sluiceiot.kafka.connection.KafkaClients;

/**
 * Whether more may be polled: there is room in flight, and the tenant's rate, which the operator
 * sets, covers what was polled last. Used by the polling thread alone.
 */
final class PollingRoom {
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final InFlight inFlight;
  private final KafkaClients clients;
  private boolean full;
  private int unpaid;

  PollingRoom(InFlight inFlight, KafkaClients clients) {
    this.inFlight = inFlight;
    this.clients = clients;
  }

  boolean open() {
    // Once full, half of it must end first: else each record that ends would cost a poll.
    full = full ? !inFlight.roomy() : inFlight.full();
    if (unpaid > 0 && clients.budget().records(unpaid, System.nanoTime())) {
      unpaid = 0;
    }
    return !full && unpaid == 0;
  }

  /** So many records were polled. */
  void taken(int records) {
    unpaid += records;
  }

  /** Waits until there is room, or a moment. */
  void await(long atMostMillis) {
    long nanos = Math.min(LONGEST_PAUSE, TimeUnit.MILLISECONDS.toNanos(atMostMillis));
    if (full) {
      inFlight.awaitRoom(nanos);
    } else {
      LockSupport.parkNanos(this, nanos);
    }
  }
}
