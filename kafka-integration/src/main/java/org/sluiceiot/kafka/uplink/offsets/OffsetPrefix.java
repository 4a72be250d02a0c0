package org.sluiceiot.kafka.uplink.offsets;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The offsets of one partition during one assignment: which were taken up, which of them are
 * acknowledged, and up to where all are. One thread owns it; only {@link Slot#acknowledge} may be
 * called from others. Bounded by what its owner adds and does not acknowledge.
 *
 * <p>A slot that is acknowledged after its prefix was thrown away changes nothing: this is what
 * makes acknowledgements of an earlier assignment harmless.
 */
public final class OffsetPrefix {
  private final ArrayDeque<Slot> open = new ArrayDeque<>();
  private long last = -1;
  private long next = -1;
  private long passed;

  /** One offset's place. */
  public static final class Slot extends AtomicBoolean {
    private static final long serialVersionUID = 1L;
    private final long offset;
    private final long since;

    private Slot(long offset, long since) {
      this.offset = offset;
      this.since = since;
    }

    /**
     * Marks the offset as done; any thread.
     *
     * @return false when it was done before
     */
    public boolean acknowledge() {
      return compareAndSet(false, true);
    }

    /** The offset. */
    public long offset() {
      return offset;
    }
  }

  /**
   * Takes up an offset.
   *
   * @param offset higher than every one before; gaps are fine
   * @param since when it was polled, {@link System#nanoTime}
   * @throws IllegalArgumentException not higher
   */
  public Slot add(long offset, long since) {
    if (offset <= last) {
      throw new IllegalArgumentException("offset " + offset + " does not follow " + last);
    }
    last = offset;
    Slot slot = new Slot(offset, since);
    open.add(slot);
    return slot;
  }

  /**
   * The offset to commit: every offset below it that was taken up is acknowledged.
   *
   * @return -1 while nothing at the front is acknowledged
   */
  public long committable() {
    for (Slot slot = open.peek(); slot != null && slot.get(); slot = open.peek()) {
      next = slot.offset + 1;
      passed++;
      open.remove();
    }
    return next;
  }

  /** How many offsets the prefix has passed, as of the last {@link #committable}. */
  public long passed() {
    return passed;
  }

  /** How many offsets were taken up that the prefix has not passed. */
  public int open() {
    return open.size();
  }

  /** When the oldest offset that the prefix has not passed was polled; {@code now} without one. */
  public long oldest(long now) {
    Slot slot = open.peek();
    return slot == null ? now : slot.since;
  }
}
