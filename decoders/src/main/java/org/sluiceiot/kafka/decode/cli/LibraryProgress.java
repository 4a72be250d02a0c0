package org.sluiceiot.kafka.decode.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Says how far a long run has come, at most once in a while. Not safe for several threads. */
final class LibraryProgress {
  private static final long WHILE = Duration.ofSeconds(2).toNanos();

  private final PrintStream to;
  private final LongSupplier nanos;
  private long told;

  /**
   * @param nanos as {@link System#nanoTime}
   */
  LibraryProgress(PrintStream to, LongSupplier nanos) {
    this.to = to;
    this.nanos = nanos;
    this.told = nanos.getAsLong();
  }

  void done(int folders, int all) {
    long now = nanos.getAsLong();
    if (now - told >= WHILE) {
      told = now;
      to.println(folders + " of " + all + " folders");
    }
  }
}
