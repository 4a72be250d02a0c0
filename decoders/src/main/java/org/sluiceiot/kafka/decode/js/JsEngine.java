package org.sluiceiot.kafka.decode.js;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;

/**
 * Makes contexts in which a script sees the language and nothing of Java, and is stopped when it
 * runs for too long or allocates too much. Safe for any thread.
 */
final class JsEngine extends ContextFactory {
  static final JsEngine INSTANCE = new JsEngine();

  /** So few that a text doubled in a loop is met before it is huge. */
  private static final int OBSERVED_INSTRUCTIONS = 10;

  private static final int DEEPEST_CALLS = 1_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private JsEngine() {}

  /** Why a script was ended; an error, so that no script can catch it. */
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    Stopped(String message) {
      super(message, null, false, false);
    }
  }

  /** What one run may use. */
  static final class Budget {
    private final long deadline;
    private final long allocated;
    private final long memory;
    private final long millis;

    Budget(long memory, long millis) {
      this.memory = memory;
      this.millis = millis;
      this.deadline = System.nanoTime() + millis * 1_000_000;
      this.allocated = THREADS.getCurrentThreadAllocatedBytes();
    }

    /**
     * @throws Stopped the budget is used up
     */
    void check() {
      if (System.nanoTime() - deadline > 0) {
        throw new Stopped("the script ran longer than " + millis + " ms");
      }
      if (THREADS.getCurrentThreadAllocatedBytes() - allocated > memory) {
        throw new Stopped("the script allocated more than " + memory + " bytes");
      }
    }

    /** As {@link #check}, with so many bytes about to be allocated. */
    void reserve(double bytes) {
      if (bytes > memory) {
        throw new Stopped("the script asked for more than " + memory + " bytes at once");
      }
      check();
    }
  }

  /** The budget of the run that a context is in. */
  static Budget budget(Context context) {
    return (Budget) context.getThreadLocal(Budget.class);
  }

  @Override
  protected Context makeContext() {
    Context context = super.makeContext();
    context.setLanguageVersion(Context.VERSION_ECMASCRIPT);
    context.setGenerateObserverCount(true);
    context.setInstructionObserverThreshold(OBSERVED_INSTRUCTIONS);
    context.setClassShutter(name -> false);
    return context;
  }

  /** The same in the slower mode, for scripts too large for the compiler. */
  static void interpret(Context context) {
    context.setInterpretedMode(true);
    context.setMaximumInterpreterStackDepth(DEEPEST_CALLS);
  }

  @Override
  protected boolean hasFeature(Context context, int feature) {
    return switch (feature) {
      case Context.FEATURE_E4X, Context.FEATURE_ENHANCED_JAVA_ACCESS -> false;
      case Context.FEATURE_LITTLE_ENDIAN -> true; // typed arrays as on every real machine
      default -> super.hasFeature(context, feature);
    };
  }

  @Override
  protected void observeInstructionCount(Context context, int count) {
    Budget budget = budget(context);
    if (budget != null) {
      budget.check();
    }
  }
}
