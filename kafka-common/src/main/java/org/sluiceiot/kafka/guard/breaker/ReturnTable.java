package org.sluiceiot.kafka.guard.breaker;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.time.Duration;

/**
 * Fingerprints of the payloads that downlinks wrote lately: a fixed number of places, each holding
 * the last payload that fell on it, for at most {@link #MEMORY}. A write can be met once by a
 * record that comes in, so what comes in by itself is not counted twice. Safe for any thread.
 */
public final class ReturnTable {
  /** How long a write is remembered. */
  public static final Duration MEMORY = Duration.ofSeconds(60);

  private static final int PLACES = 1 << 16;
  private static final int LOCKS = 64;

  private final HashFunction hash = Hashing.farmHashFingerprint64();
  private final long[] fingerprints = new long[PLACES];
  private final long[] writtenAt = new long[PLACES];
  private final long[] countedFrom = new long[PLACES];
  private final int[] waiting = new int[PLACES];
  private final int[] returns = new int[PLACES];
  private final int[] writers = new int[PLACES];
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
    if (value == null) {
      return;
    }
    long fingerprint = hash.hashBytes(value).asLong();
    int place = (int) fingerprint & PLACES - 1;
    synchronized (locks[place % LOCKS]) {
      if (fingerprints[place] != fingerprint || now - writtenAt[place] > MEMORY.toNanos()) {
        fingerprints[place] = fingerprint;
        waiting[place] = 0;
        returns[place] = 0;
      }
      writtenAt[place] = now;
      waiting[place]++;
      writers[place] = writer;
    }
  }

  /**
   * @param value null never comes back
   * @return null when it is not known to have been written by a downlink
   */
  public Return read(byte[] value, long now) {
    if (value == null) {
      return null;
    }
    long fingerprint = hash.hashBytes(value).asLong();
    int place = (int) fingerprint & PLACES - 1;
    synchronized (locks[place % LOCKS]) {
      if (fingerprints[place] != fingerprint
          || waiting[place] == 0
          || now - writtenAt[place] > MEMORY.toNanos()) {
        return null;
      }
      waiting[place]--;
      if (returns[place] == 0 || now - countedFrom[place] > MEMORY.toNanos()) {
        returns[place] = 0;
        countedFrom[place] = now;
      }
      return new Return(writers[place], ++returns[place], now - writtenAt[place]);
    }
  }
}
