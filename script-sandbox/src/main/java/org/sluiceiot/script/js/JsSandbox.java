package org.sluiceiot.script.js;

import java.util.List;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * The language's objects and one script's function among them: never shared by two scripts, so
 * never by two tenants. Used by one thread at a time.
 */
final class JsSandbox {
  private final ScriptableObject builtIns;
  private final Script script;

  /** What the script's runs see in common; null where each begins afresh. */
  private final Scriptable kept;

  private final Freezing.Frozen frozen;

  /**
   * @param keep whether globals of one run are seen by the next, and built-ins may be changed
   */
  JsSandbox(Context context, Script script, boolean keep) {
    this.script = script;
    builtIns = context.initSafeStandardObjects();
    Additions.install(context, builtIns);
    List<ScriptableObject> hidden = Guards.install(context, builtIns);
    JsJson.install(builtIns, (ScriptableObject) ScriptableObject.getProperty(builtIns, "JSON"));
    if (keep) {
      kept = builtIns;
      frozen = Freezing.Frozen.NOTHING;
      script.exec(context, builtIns, builtIns);
    } else {
      kept = null;
      frozen = Freezing.freeze(builtIns, hidden);
    }
  }

  /** Whether it can serve another run. */
  boolean intact() {
    return frozen.intact();
  }

  /** Reads the script once, which the first run would pay for otherwise. */
  void warmUp(Context context) {
    if (kept == null) {
      fresh(context);
    }
  }

  /**
   * Calls the script's function.
   *
   * @throws org.mozilla.javascript.RhinoException an ordinary error of the script, which leaves the
   *     sandbox usable; anything else does not
   */
  <T> T run(Context context, JsProgram.Inputs inputs, JsProgram.Output<T> output) {
    Scriptable scope = kept == null ? fresh(context) : kept;
    Function function = (Function) ScriptableObject.getProperty(scope, JsProgram.FUNCTION);
    Object value = function.call(context, scope, scope, inputs.of(context, scope));
    return output.of(context, scope, value);
  }

  private Scriptable fresh(Context context) {
    Scriptable scope = context.newObject(builtIns);
    scope.setPrototype(builtIns);
    scope.setParentScope(null);
    script.exec(context, scope, scope);
    return scope;
  }
}
