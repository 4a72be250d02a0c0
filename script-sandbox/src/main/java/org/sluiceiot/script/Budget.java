package org.sluiceiot.script;

/**
 * What is left to one run of a script. Made and looked at by the thread that runs it; any other may
 * end it.
 */
public final class Budget {
  /** A full look costs more than most functions of a language; so many calls go between two. */
  private static final int CALLS_BETWEEN_LOOKS = 16;

  private final ScriptLimits limits;
  private final boolean ownThread;
  private final long started = System.nanoTime();
  private final long processor = ThreadCosts.processor();
  private final long allocated = ThreadCosts.allocated();
  private long look;
  private int calls;
  private volatile boolean stopped;

  private Budget(ScriptLimits limits, boolean ownThread) {
    this.limits = limits;
    this.ownThread = ownThread;
    this.look = started + limits.time().toNanos();
  }

  /** Of a run on the calling thread, which its caller cannot do without. */
  public static Budget borrowed(ScriptLimits limits) {
    return new Budget(limits, false);
  }

  /** Of a run on a thread that can be given up. */
  static Budget own(ScriptLimits limits) {
    return new Budget(limits, true);
  }

  /** Ends the run at its next look; any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * To be called before each function of the language.
   *
   * @throws ScriptStopped the budget is used up
   */
  public void tick() {
    if (++calls % CALLS_BETWEEN_LOOKS == 0) {
      check();
    }
  }

  /**
   * Looks at time and memory.
   *
   * @throws ScriptStopped the budget is used up
   */
  public void check() {
    long now = System.nanoTime();
    if (stopped || now - look >= 0) {
      lookAtProcessor(now);
    }
    if (allocated() > limits.memory()) {
      throw new ScriptStopped("the script allocated more than " + limits.memory() + " bytes");
    }
  }

  /** Processor time cannot grow faster than the clock, so the clock says when to look again. */
  private void lookAtProcessor(long now) {
    long left = limits.time().toNanos() - (ThreadCosts.processor() - processor);
    if (stopped || left <= 0) {
      throw overdue(limits);
    }
    if (now - started > limits.wall().toNanos()) {
      throw new ScriptStopped(
          "the script ran longer than "
              + limits.wall().toMillis()
              + " ms by the clock, waiting for the processor");
    }
    look = now + left;
  }

  /** What a script that used up its time is told. */
  static ScriptStopped overdue(ScriptLimits limits) {
    return new ScriptStopped("the script ran longer than " + limits.time().toMillis() + " ms");
  }

  /**
   * As {@link #check}, with so much about to be allocated.
   *
   * @throws ScriptStopped it is more than the run may have
   */
  public void reserve(double bytes) {
    if (bytes > limits.memory()) {
      throw new ScriptStopped(
          "the script asked for more than " + limits.memory() + " bytes at once");
    }
    check();
  }

  /** Bytes that the run has allocated so far. */
  public long allocated() {
    return ThreadCosts.allocated() - allocated;
  }

  /**
   * To be called before what may take for ever without looking at the budget.
   *
   * @throws NeedsThread the run is on a thread that cannot be given up
   */
  public void needThread() {
    if (!ownThread) {
      throw new NeedsThread();
    }
    check();
  }
}
