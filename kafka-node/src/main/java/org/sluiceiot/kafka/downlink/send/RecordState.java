package org.sluiceiot.kafka.downlink.send;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * How far a record is on its way: offered, waiting, with the client, ended. It ends once, whoever
 * comes first: the client's thread with an answer, or somebody under the queue's lock who gives up.
 * All other changes are made under that lock. An object of its own for each record would cost more
 * than everything else that is made for it, so records extend this class.
 */
abstract class RecordState {
  private static final AtomicIntegerFieldUpdater<RecordState> STATE =
      AtomicIntegerFieldUpdater.newUpdater(RecordState.class, "state");

  /** Not counted by the queue yet. */
  private static final int OFFERED = 0;

  private static final int WAITING = 1;
  private static final int SENT = 2;
  private static final int ENDED = 3;

  private volatile int state;

  /** Whether the queue counted it; plain, for it is written before any other thread has it. */
  private boolean counted;

  /** The queue has taken and counted it. */
  final void taken() {
    counted = true;
    STATE.lazySet(this, WAITING);
  }

  /** The client is about to get it; whoever reads this takes the queue's lock or is the client. */
  final void sent() {
    STATE.lazySet(this, SENT);
  }

  /** The client did not take it; without effect when it has ended meanwhile. */
  final void returned() {
    STATE.compareAndSet(this, SENT, WAITING);
  }

  final boolean isSent() {
    return state == SENT;
  }

  final boolean isEnded() {
    return state == ENDED;
  }

  final boolean isCounted() {
    return counted;
  }

  /**
   * Ends it.
   *
   * @return whether this call did
   */
  final boolean end() {
    return STATE.getAndSet(this, ENDED) != ENDED;
  }
}
