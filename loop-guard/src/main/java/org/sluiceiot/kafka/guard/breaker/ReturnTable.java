package org.sluiceiot.kafka.guard.breaker;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongSupplier;

/**
 * Fingerprints of the payloads that downlinks wrote lately: a fixed number of places, each holding
 * the last payload that fell on it, for at most {@link #MEMORY}. A write can be met once by a
 * record that comes in, so what comes in by itself is not counted twice. While nothing comes in
 * that looks like what is written, nothing is kept: what circles is known from its second turn on.
 * Safe for any thread.
 */
public final class ReturnTable {
  /** How long a write is remembered. */
  public static final Duration MEMORY = Duration.ofSeconds(60);

  private static final int PLACES = 1 << 16;
  private static final int LOCKS = 64;

  /** Of each place: fingerprint, time of the last write, time of the first return, counts. */
  private static final int WIDTH = 4;

  private static final int WRITTEN_AT = 1;
  private static final int COUNTED_FROM = 2;

  /** Writes that no return has met (16 bits), returns (16 bits), writer (32 bits). */
  private static final int COUNTS = 3;

  private static final int MOST = 0xffff;

  private final HashFunction hash = Hashing.farmHashFingerprint64();

  /** One array, so that a place is one line of the processor's cache. */
  private final long[] places = new long[PLACES * WIDTH];

  /**
   * The upper half of the fingerprint at each place. Nearly everything that comes in was not
   * written by a downlink; to know it from these alone takes no lock, no clock and, as they are
   * few, seldom a look into the memory beyond the processor's cache.
   */
  private final AtomicIntegerArray tags = new AtomicIntegerArray(PLACES);

  private final WrittenShapes shapes = new WrittenShapes(MEMORY.toNanos());
  private final Object[] locks = new Object[LOCKS];

  public ReturnTable() {
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /**
   * A written payload that came in again.
   *
   * @param writer number of the downlink
   * @param times how often this payload has come back within {@link #MEMORY}
   * @param lag nanoseconds since the last write of it
   */
  public record Return(int writer, int times, long lag) {}

  /**
   * @param value null is not remembered
   * @param now nanoseconds of any monotonic clock
   */
  public void wrote(int writer, byte[] value, long now) {
    if (value == null || !shapes.wrote(value, now)) {
      return;
    }
    long fingerprint = hash.hashBytes(value).asLong();
    int at = ((int) fingerprint & PLACES - 1) * WIDTH;
    synchronized (locks[(int) fingerprint & LOCKS - 1]) {
      boolean same =
          tags.getPlain(at / WIDTH) == tag(fingerprint)
              && places[at] == fingerprint
              && now - places[at + WRITTEN_AT] <= MEMORY.toNanos();
      long waiting = same ? waiting(at) : 0;
      long returns = same ? returns(at) : 0;
      tags.setOpaque(at / WIDTH, tag(fingerprint));
      places[at] = fingerprint;
      places[at + WRITTEN_AT] = now;
      counts(at, Math.min(MOST, waiting + 1), returns, writer);
    }
  }

  /**
   * @param value null never comes back
   * @param clock as in {@link #wrote}; asked when the value may have come back
   * @return null when it is not known to have been written by a downlink
   */
  public Return read(byte[] value, LongSupplier clock) {
    if (value == null || !shapes.met(value)) {
      return null;
    }
    long fingerprint = hash.hashBytes(value).asLong();
    int at = ((int) fingerprint & PLACES - 1) * WIDTH;
    if (tags.getOpaque(at / WIDTH) != tag(fingerprint)) {
      return null;
    }
    long now = clock.getAsLong();
    synchronized (locks[(int) fingerprint & LOCKS - 1]) {
      long lag = now - places[at + WRITTEN_AT];
      if (places[at] != fingerprint || waiting(at) == 0 || lag > MEMORY.toNanos()) {
        return null;
      }
      long returns = returns(at);
      if (returns == 0 || now - places[at + COUNTED_FROM] > MEMORY.toNanos()) {
        returns = 0;
        places[at + COUNTED_FROM] = now;
      }
      returns = Math.min(MOST, returns + 1);
      int writer = (int) places[at + COUNTS];
      counts(at, waiting(at) - 1, returns, writer);
      return new Return(writer, (int) returns, lag);
    }
  }

  private static int tag(long fingerprint) {
    return (int) (fingerprint >>> 32);
  }

  private long waiting(int at) {
    return places[at + COUNTS] >>> 48;
  }

  private long returns(int at) {
    return places[at + COUNTS] >>> 32 & MOST;
  }

  private void counts(int at, long waiting, long returns, int writer) {
    places[at + COUNTS] = waiting << 48 | returns << 32 | writer & 0xffff_ffffL;
  }
}
