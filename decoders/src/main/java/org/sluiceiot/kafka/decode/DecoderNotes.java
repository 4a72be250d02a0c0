package org.sluiceiot.kafka.decode;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a decoder leaves out without failing the record: values that are not finite, and pointers
 * that find nothing. A decoder registers its pointers when it is compiled; whoever runs it asks
 * afterwards. Safe for any thread.
 */
public final class DecoderNotes {
  private final AtomicLong nonFinite = new AtomicLong();
  private final List<Pointer> pointers = new CopyOnWriteArrayList<>();

  /** Where a decoder looks for a value that may be absent. Safe for any thread. */
  public static final class Pointer {
    private final String place;
    private volatile boolean found;

    private Pointer(String place) {
      this.place = place;
    }

    /** It has found something. */
    public void found() {
      if (!found) { // read, not written, by nearly every record
        found = true;
      }
    }
  }

  /**
   * Registers a pointer.
   *
   * @param place the property and its expression, for the user
   */
  public Pointer pointer(String place) {
    Pointer pointer = new Pointer(place);
    pointers.add(pointer);
    return pointer;
  }

  /** A value that is no finite number was left out. */
  void skippedNonFinite() {
    nonFinite.incrementAndGet();
  }

  /** How many values were left out since this was last asked because they are not finite. */
  public long takeNonFinite() {
    return nonFinite.get() == 0 ? 0 : nonFinite.getAndSet(0);
  }

  /** Places at which nothing was found since this was last asked, in the order of the decoder. */
  public List<String> takeUnfound() {
    List<String> unfound =
        pointers.stream().filter(pointer -> !pointer.found).map(pointer -> pointer.place).toList();
    pointers.forEach(pointer -> pointer.found = false);
    return unfound;
  }
}
