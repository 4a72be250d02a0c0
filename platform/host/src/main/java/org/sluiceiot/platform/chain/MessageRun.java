package org.sluiceiot.platform.chain;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.platform.chain.Ending.Outcome;

/**
 * A message on its way through a chain: counts its open branches and ends exactly once, when the
 * last one does or when the host fails at it. Safe for any thread.
 */
final class MessageRun {
  private final EntityThread thread;
  private final Consumer<Ending> end;
  private final AtomicInteger open = new AtomicInteger(1);
  private final AtomicBoolean ended = new AtomicBoolean();
  private Outcome worst = Outcome.SUCCESS;
  private Throwable cause;
  private boolean retry;

  MessageRun(EntityThread thread, Consumer<Ending> end) {
    this.thread = thread;
    this.end = end;
  }

  /**
   * Does a part of the run on the thread where everything about the message's entity happens, in
   * order. If the part throws, the run ends with that.
   */
  void execute(Runnable part) {
    thread.execute(() -> attempt(part));
  }

  /** Does a part of the run at once; likewise. */
  void attempt(Runnable part) {
    try {
      part.run();
    } catch (Throwable e) {
      // Broad: whatever the host itself fails at, this message must not be lost from sight.
      abort(e);
    }
  }

  /** One branch became this many. */
  void fork(int branches) {
    open.addAndGet(branches - 1);
  }

  /**
   * One of the host's own nodes failed, whether or not the chain goes on from there: if that
   * passes, the message has to come again, for what it should have saved is not saved.
   */
  synchronized void hostNodeFailed(Throwable why) {
    if (why instanceof RetriableException) {
      retry = true;
      cause = why;
    }
  }

  void branchEnded(Outcome outcome, Throwable why) {
    note(outcome, why);
    if (open.decrementAndGet() == 0) {
      end();
    }
  }

  private void abort(Throwable why) {
    note(Outcome.FAILURE, why);
    end();
  }

  private synchronized void note(Outcome outcome, Throwable why) {
    if (outcome.compareTo(worst) > 0) {
      worst = outcome;
    }
    cause = cause == null ? why : cause;
    retry |= why instanceof RetriableException;
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      end.accept(ending());
    }
  }

  private synchronized Ending ending() {
    return new Ending(worst, cause, retry);
  }
}
