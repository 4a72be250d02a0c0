package org.sluiceiot.script.js;

import java.util.concurrent.ConcurrentLinkedDeque;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Scriptable;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.script.Budget;
import org.sluiceiot.script.NeedsThread;
import org.sluiceiot.script.ScriptLimits;
import org.sluiceiot.script.ScriptStopped;
import org.sluiceiot.script.ScriptThreads;

/**
 * A compiled JavaScript function. Safe for any thread: a run takes a sandbox of its own, from those
 * not in use. A sandbox whose run was stopped is thrown away.
 *
 * <p>A run is on its caller's thread, until the script for the first time does what cannot be
 * interrupted: it is then run again, and from then on always, on a thread that can be given up.
 */
public final class JsProgram {
  static final String FUNCTION = "decoder";

  private final JsCompiler.Compiled compiled;
  private final ScriptLimits limits;
  private final boolean keep;
  private final ConcurrentLinkedDeque<JsSandbox> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean threaded;

  /** What the function is called with. */
  @FunctionalInterface
  public interface Inputs {
    /** The arguments, made for one run. */
    Object[] of(Context context, Scriptable scope);
  }

  /** What becomes of the function's value, while it is valid. */
  @FunctionalInterface
  public interface Output<T> {
    /** Called within the run and its limits. */
    T of(Context context, Scriptable scope, Object value);
  }

  private JsProgram(JsCompiler.Compiled compiled, ScriptLimits limits, boolean keep) {
    this.compiled = compiled;
    this.limits = limits;
    this.keep = keep;
  }

  /**
   * A function whose runs see the globals of the one before, as in ThingsBoard.
   *
   * @param parameters names, separated by commas
   * @throws ConfigException the script is wrong, with line and column
   */
  public static JsProgram keeping(String body, String parameters, ScriptLimits limits)
      throws ConfigException {
    return new JsProgram(JsCompiler.compile(body, parameters, limits), limits, true).ready();
  }

  /**
   * A function whose runs begin afresh, with built-ins that cannot be changed.
   *
   * @param parameters names, separated by commas
   * @throws ConfigException the script is wrong, with line and column
   */
  public static JsProgram forgetting(String body, String parameters, ScriptLimits limits)
      throws ConfigException {
    return new JsProgram(JsCompiler.compile(body, parameters, limits), limits, false).ready();
  }

  /** The first record shall not pay for the first sandbox. */
  private JsProgram ready() throws ConfigException {
    try {
      JsWarmUp.once();
      JsCompiler.onTrial(
          limits,
          budget -> {
            try (Context context = entered(budget)) {
              JsSandbox first = new JsSandbox(context, compiled.script(), keep);
              first.warmUp(context);
              idle.push(first);
            }
            return null;
          });
    } catch (ScriptStopped | RhinoException e) {
      throw new ConfigException("script", e.getMessage(), "correct the script");
    }
    return this;
  }

  /**
   * Runs the function within its limits.
   *
   * @throws JsFailure it failed, or was stopped
   */
  public <T> T run(Inputs inputs, Output<T> output) throws JsFailure {
    try {
      if (!threaded && !ScriptThreads.isTrying()) {
        try {
          return within(Budget.borrowed(limits), inputs, output);
        } catch (NeedsThread e) {
          threaded = true;
        }
      }
      return ScriptThreads.records().call(limits, budget -> within(budget, inputs, output));
    } catch (ScriptStopped e) {
      throw new JsFailure(e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new JsFailure("the script calls itself too deeply", e);
    } catch (OutOfMemoryError e) { // one huge allocation that no guard foresaw: it was refused
      throw new JsFailure("the script asked for too much memory", e);
    } catch (RhinoException e) {
      throw new JsFailure(JsCompiler.text(e, compiled.places()), e);
    } catch (RuntimeException e) { // the engine's own failures: this call cannot be made
      throw new JsFailure("the script failed: " + e, e);
    }
  }

  private <T> T within(Budget budget, Inputs inputs, Output<T> output) {
    JsSandbox sandbox = idle.poll();
    try (Context context = entered(budget)) {
      if (sandbox == null) {
        sandbox = new JsSandbox(context, compiled.script(), keep);
      }
      T result = sandbox.run(context, inputs, output);
      giveBack(sandbox);
      return result;
    } catch (RhinoException e) {
      giveBack(sandbox); // an ordinary error of the script leaves it usable
      throw e;
    }
  }

  private void giveBack(JsSandbox sandbox) {
    if (sandbox.intact()) {
      idle.push(sandbox);
    }
  }

  private static Context entered(Budget budget) {
    Context context = JsEngine.INSTANCE.enterContext();
    context.putThreadLocal(Budget.class, budget);
    return context;
  }

  /** A value as {@code JSON.stringify} writes it; null when it writes nothing. Within a run. */
  public static String json(Context context, Scriptable scope, Object value) {
    return JsJson.text(context, scope, value);
  }
}
