package org.sluiceiot.kafka.downlink.buffer;

import java.util.HashSet;
import java.util.Set;

/**
 * Which records have been dealt with, and from which one to read on. Pure bookkeeping; for one
 * thread.
 */
final class Progress {
  private static final long NONE = Long.MAX_VALUE;

  private final Set<Long> done = new HashSet<>();
  private final Set<Long> over = new HashSet<>();
  private long head;
  private long next;
  private long rewindTo = NONE;
  private int inFlight;

  /** Starts to read at this record. */
  void start(long first) {
    head = first;
    next = first;
  }

  /** The first record that is not done. */
  long head() {
    return head;
  }

  /** The record to read next. */
  long next() {
    return next;
  }

  int inFlight() {
    return inFlight;
  }

  /** Whether the next record was given up before and must not be read again. */
  boolean skip() {
    if (!over.contains(next)) {
      return false;
    }
    next++;
    return true;
  }

  /** The next record is on its way. */
  void sent() {
    next++;
    inFlight++;
  }

  /** The next record will not be sent. */
  void dropped() {
    over.add(next);
    next++;
    advance();
  }

  void acknowledged(long sequence) {
    inFlight--;
    if (sequence >= head) {
      done.add(sequence);
      advance();
    }
  }

  void gaveUp(long sequence) {
    inFlight--;
    if (sequence >= head) {
      over.add(sequence);
      advance();
    }
  }

  /** Neither: it has to be sent again, and all that follow it, so that the order holds. */
  void failed(long sequence) {
    inFlight--;
    rewindTo = Math.min(rewindTo, sequence);
  }

  boolean mustRewind() {
    return rewindTo != NONE;
  }

  /** Reads again from the first that failed; only with nothing in flight. */
  void rewind() {
    next = Math.max(head, rewindTo);
    done.removeIf(sequence -> sequence >= next);
    rewindTo = NONE;
  }

  /** Everything before this is given up. */
  void skipTo(long sequence) {
    head = Math.max(head, sequence);
    next = Math.max(next, sequence);
    done.removeIf(number -> number < head);
    over.removeIf(number -> number < head);
    advance();
  }

  private void advance() {
    while (done.remove(head) || over.remove(head)) {
      head++;
    }
  }
}
