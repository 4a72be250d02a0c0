package org.sluiceiot.script.js;

import java.time.Duration;
import java.util.function.Function;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.script.Budget;
import org.sluiceiot.script.ScriptLimits;
import org.sluiceiot.script.ScriptStopped;
import org.sluiceiot.script.ScriptThreads;

/** From a script's text to what the engine runs. Stateless, safe for any thread. */
final class JsCompiler {
  private static final String NAME = "script";
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final long MEMORY = 512L << 20;

  private JsCompiler() {}

  /**
   * Compiles the body of a function, on a thread that can be given up: a text can be made so that
   * the compiler does not end.
   */
  static Script compile(String body, String parameters, ScriptLimits limits)
      throws ConfigException {
    String head = "function " + JsProgram.FUNCTION + "(" + parameters + ") {\n";
    try {
      return onTrial(limits, budget -> compile(head + Syntax.prepare(head, body) + "\n}"));
    } catch (RhinoException e) {
      throw new ConfigException("script", text(e), Syntax.advice(e, body));
    } catch (ScriptStopped e) {
      throw new ConfigException("script", "cannot be compiled: " + e.getMessage(), "simplify it");
    } catch (StackOverflowError e) {
      throw new ConfigException("script", "the script is nested too deeply", "simplify it");
    }
  }

  static <T> T onTrial(ScriptLimits limits, Function<Budget, T> work) {
    return ScriptThreads.trials().call(new ScriptLimits(TIME, MEMORY, limits.tenant()), work);
  }

  private static Script compile(String source) {
    try (Context context = JsEngine.INSTANCE.enterContext()) {
      return compile(context, source);
    }
  }

  /** The first line is the function's head, so the script's own lines count from 1. */
  private static Script compile(Context context, String source) {
    try {
      return context.compileString(source, NAME, 0, null);
    } catch (RhinoException e) {
      throw e;
    } catch (RuntimeException e) { // a function beyond what a Java method may hold
      JsEngine.interpret(context);
      return context.compileString(source, NAME, 0, null);
    }
  }

  /** What went wrong, with line and column where they are known. */
  static String text(RhinoException error) {
    String column = error.columnNumber() > 0 ? ", column " + error.columnNumber() : "";
    return error.lineNumber() > 0
        ? "line " + error.lineNumber() + column + ": " + error.details()
        : error.details();
  }
}
