package org.sluiceiot.platform.demo;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, the newest first. Safe for any thread. */
public final class Closer implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final PrintStream err;

  /**
   * @param err told of what could not be closed
   */
  public Closer(PrintStream err) {
    this.err = err;
  }

  /** Keeps it to be closed; returns it. */
  public synchronized <T extends AutoCloseable> T open(T resource) {
    opened.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        // Broad: the rest has to be closed whatever happened to this one.
        err.println("not closed in order: " + e);
      }
    }
  }
}
