package org.sluiceiot.script.js;

import java.time.Duration;
import java.util.Optional;
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
   * What the engine runs.
   *
   * @param places of its lines in the user's script
   */
  record Compiled(Script script, Places places) {}

  /**
   * Compiles the body of a function, on a thread that can be given up: a text can be made so that
   * the compiler does not end. What the engine does not understand, or not rightly, is translated
   * before, where the translator is there.
   */
  static Compiled compile(String body, String parameters, ScriptLimits limits)
      throws ConfigException {
    String head = "function " + JsProgram.FUNCTION + "(" + parameters + ") {\n";
    try {
      Optional<Misread.Finding> misread = onTrial(limits, budget -> Misread.find(head, body));
      if (misread.isPresent()) {
        return translated(head, body, limits, misread.get());
      }
      String source = head + Syntax.prepare(head, body) + "\n}";
      return new Compiled(onTrial(limits, budget -> compile(source)), Places.SAME);
    } catch (RhinoException e) {
      return translated(head, body, limits, Misread.Finding.of(e, body));
    } catch (ScriptStopped e) {
      throw new ConfigException("script", "cannot be compiled: " + e.getMessage(), "simplify it");
    } catch (StackOverflowError e) {
      throw new ConfigException("script", "the script is nested too deeply", "simplify it");
    }
  }

  /**
   * @param finding what the engine does not understand; told where no translator helps
   */
  private static Compiled translated(
      String head, String body, ScriptLimits limits, Misread.Finding finding)
      throws ConfigException {
    if (!Translators.present()) {
      throw finding.refused(finding.newer() ? Syntax.LIBRARY_HINT : "");
    }
    try {
      Translation translation = Translators.translate(head + body + "\n}", limits);
      Script script = onTrial(limits, budget -> compile(translation.text()));
      return new Compiled(script, translation.places());
    } catch (TranslationRefused e) {
      throw finding.refused(e);
    } catch (RhinoException e) { // what came out is not understood either
      throw finding.refused("");
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
  static String text(RhinoException error, Places places) {
    Places.Place place = places.of(error);
    return place == null ? error.details() : place + ": " + error.details();
  }
}
