package org.sluiceiot.platform.node;

import java.time.Duration;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.ScriptableObject;

/**
 * Where scripts run: plain JavaScript without any access to Java, with a deadline. Safe for any
 * thread.
 */
final class Sandbox extends ContextFactory {
  private static final int INSTRUCTIONS_BETWEEN_LOOKS = 10_000;
  private static final int DEEPEST_CALLS = 200;
  private static final Sandbox SHARED = new Sandbox();

  private final ThreadLocal<Long> deadline = new ThreadLocal<>();
  private final ScriptableObject builtIns;

  private Sandbox() {
    try (Context context = enterContext()) {
      builtIns = context.initSafeStandardObjects(null, true);
      builtIns.sealObject();
    }
  }

  static Sandbox shared() {
    return SHARED;
  }

  /** Thrown into a script that ran out of time; an Error, so that the script cannot catch it. */
  static final class TimeOver extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Something done with a script. */
  interface Work<T> {
    T run(Context context, ScriptableObject builtIns);
  }

  /**
   * @throws TimeOver the work took longer
   * @throws org.mozilla.javascript.RhinoException the script is wrong or failed
   */
  <T> T within(Duration limit, Work<T> work) {
    deadline.set(System.nanoTime() + limit.toNanos());
    try (Context context = enterContext()) {
      return work.run(context, builtIns);
    } finally {
      deadline.remove();
    }
  }

  @Override
  protected Context makeContext() {
    Context context = super.makeContext();
    context.setLanguageVersion(Context.VERSION_ES6);
    // Only the interpreter bounds the depth of calls, and it counts every instruction.
    context.setInterpretedMode(true);
    context.setMaximumInterpreterStackDepth(DEEPEST_CALLS);
    context.setInstructionObserverThreshold(INSTRUCTIONS_BETWEEN_LOOKS);
    context.setClassShutter(name -> false);
    return context;
  }

  @Override
  protected void observeInstructionCount(Context context, int count) {
    Long until = deadline.get();
    if (until != null && System.nanoTime() > until) {
      throw new TimeOver();
    }
  }
}
