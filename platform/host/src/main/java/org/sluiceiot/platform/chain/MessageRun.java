package org.sluiceiot.platform.chain;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;
import org.sluiceiot.platform.chain.Ending.Outcome;
import org.sluiceiot.platform.telemetry.StoreException;

/**
 * A message on its way: counts its open branches and ends when the last one does. Safe for any
 * thread.
 */
final class MessageRun {
  private final EntityThread thread;
  private final Consumer<Ending> end;
  private final AtomicInteger open = new AtomicInteger(1);
  private Outcome worst = Outcome.SUCCESS;
  private Throwable cause;
  private boolean retry;

  MessageRun(EntityThread thread, Consumer<Ending> end) {
    this.thread = thread;
    this.end = end;
  }

  /** Where everything about the message's entity happens, in order. */
  EntityThread thread() {
    return thread;
  }

  /** One branch became this many. */
  void fork(int branches) {
    open.addAndGet(branches - 1);
  }

  /** A node failed, whether or not the chain goes on from there. */
  synchronized void nodeFailed(Throwable why) {
    if (why instanceof StoreException || why instanceof JdbiException) {
      retry = true;
      cause = why;
    }
  }

  void branchEnded(Outcome outcome, Throwable why) {
    synchronized (this) {
      if (outcome.compareTo(worst) > 0) {
        worst = outcome;
      }
      cause = cause == null ? why : cause;
      retry |= why instanceof NotProcessedException;
    }
    if (open.decrementAndGet() == 0) {
      end.accept(new Ending(worst, cause, retry));
    }
  }
}
