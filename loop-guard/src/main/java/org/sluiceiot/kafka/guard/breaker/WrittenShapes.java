package org.sluiceiot.kafka.guard.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A small bit set over the first bytes and the length ("shape") of the payloads written lately.
 * What comes in mostly has a shape that was not written, and one look here proves it; the
 * fingerprints of {@link ReturnTable} are needed for the rest only. As long as nothing comes in
 * with a written shape, written payloads need no fingerprint either.
 *
 * <p>After a short time nearly every shape is in the set already, so that its memory is read and
 * not written, and stays in the cache of every core. Safe for any thread; takes no lock on the way.
 */
final class WrittenShapes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** There are 2 to the power of this many bits. */
  private static final int LOG_BITS = 15;

  /** Of the golden ratio: spreads what it is multiplied with over the upper bits. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private final long memoryNanos;

  /** Null while nothing was written. */
  private volatile Generation newest;

  /** What was written from a moment on, and within the memory before that. */
  private static final class Generation {
    final AtomicLongArray bits = new AtomicLongArray(1 << LOG_BITS - 6);
    final AtomicLongArray before;
    final long since;
    final boolean metBefore;
    volatile boolean met;

    Generation(Generation last, long since) {
      this.before = last == null ? bits : last.bits;
      this.metBefore = last != null && last.met;
      this.since = since;
    }

    boolean has(int shape) {
      return has(bits, shape) || has(before, shape);
    }

    private static boolean has(AtomicLongArray bits, int shape) {
      return (bits.getOpaque(shape >>> 6) & 1L << shape) != 0;
    }

    void add(int shape) {
      // Nearly always it is there, and a line that nobody writes stays in every core's cache.
      if (!has(bits, shape)) {
        bits.accumulateAndGet(shape >>> 6, 1L << shape, (old, bit) -> old | bit);
      }
    }
  }

  /**
   * @param memoryNanos how long what was written, or was met, is remembered at least; at most twice
   *     as long
   */
  WrittenShapes(long memoryNanos) {
    this.memoryNanos = memoryNanos;
  }

  /**
   * A payload is about to be written.
   *
   * @param now nanoseconds of any monotonic clock
   * @return whether something that looks like what is written has come in lately
   */
  boolean wrote(byte[] value, long now) {
    Generation generation = newest;
    if (generation == null || now - generation.since > memoryNanos) {
      generation = next(now);
    }
    generation.add(shape(value));
    return generation.met || generation.metBefore;
  }

  private synchronized Generation next(long now) {
    Generation last = newest;
    if (last == null || now - last.since > memoryNanos) {
      newest = new Generation(last, now);
    }
    return newest;
  }

  /** A payload came in: whether it looks like one that was written. */
  boolean met(byte[] value) {
    Generation generation = newest;
    if (generation == null || !generation.has(shape(value))) {
      return false;
    }
    if (!generation.met) {
      generation.met = true;
    }
    return true;
  }

  private static int shape(byte[] value) {
    long begin = 0;
    if (value.length >= Long.BYTES) {
      begin = (long) LONGS.get(value, 0);
    } else {
      for (byte each : value) {
        begin = begin << 8 | each & 0xff;
      }
    }
    return (int) ((begin * SPREAD + value.length) * SPREAD >>> 64 - LOG_BITS);
  }
}
