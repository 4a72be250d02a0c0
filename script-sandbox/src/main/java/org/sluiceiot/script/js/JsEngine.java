package org.sluiceiot.script.js;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.sluiceiot.script.Budget;

/**
 * Makes contexts in which a script sees the language and nothing of Java, and is stopped when it
 * runs for too long or allocates too much. Safe for any thread.
 */
final class JsEngine extends ContextFactory {
  static final JsEngine INSTANCE = new JsEngine();

  /** So few that a text doubled in a loop is met before it is huge. */
  private static final int OBSERVED_INSTRUCTIONS = 10;

  private static final int DEEPEST_CALLS = 1_000;

  private JsEngine() {}

  /** The budget of the run that a context is in; null outside of one. */
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
