package org.sluiceiot.script;

/**
 * A script is about to do what nobody can interrupt, on a thread that nobody can do without. It is
 * run again, from the start, on a thread that can be given up. An error, so that no script can
 * catch it.
 */
public final class NeedsThread extends Error {
  private static final long serialVersionUID = 1L;

  NeedsThread() {
    super("the script needs a thread that can be given up", null, false, false);
  }
}
