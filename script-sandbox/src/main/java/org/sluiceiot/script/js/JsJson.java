package org.sluiceiot.script.js;

import java.util.HashSet;
import java.util.Set;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SerializableCallable;
import org.mozilla.javascript.Undefined;
import org.sluiceiot.script.Budget;

/**
 * Values of a script as JSON. The engine's own writer asks for every element of an array, also for
 * those that are not there; here each is looked at first. Stateless.
 */
final class JsJson {
  private static final int LONG_TEXT = 10_000;

  private JsJson() {}

  /** What {@code JSON.stringify} gives; null when it gives nothing. */
  static String text(Context context, Scriptable scope, Object value) {
    Object text = stringify(context, scope, new Object[] {value});
    return Undefined.isUndefined(text) ? null : text.toString();
  }

  /** {@code JSON.stringify(value, replacer, space)}. */
  static Object stringify(Context context, Scriptable scope, Object[] arguments) {
    Object value = arguments.length > 0 ? arguments[0] : Undefined.instance;
    Object replacer = arguments.length > 1 ? arguments[1] : null;
    Object space = arguments.length > 2 ? arguments[2] : null;
    return NativeJSON.stringify(
        context, scope, value, new Watched(JsEngine.budget(context), replacer), space);
  }

  /** Is asked for every value before it is written. */
  private static final class Watched extends BaseFunction {
    private static final long serialVersionUID = 1L;
    private final transient Budget budget;
    private final transient Callable replacer;
    private final transient Set<String> names;

    Watched(Budget budget, Object replacer) {
      this.budget = budget;
      this.replacer = replacer instanceof Callable function ? function : null;
      this.names = replacer instanceof NativeArray list ? names(list) : null;
    }

    private static Set<String> names(NativeArray list) {
      Set<String> names = new HashSet<>();
      for (int i = 0; i < ArrayLikes.length(list); i++) {
        names.add(ScriptRuntime.toString(list.get(i, list)));
      }
      return names;
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
      Object value = arguments[1];
      if (replacer != null) {
        value = replacer.call(context, scope, self, arguments);
      } else if (names != null && left(self, arguments[0])) {
        return Undefined.instance;
      }
      look(value);
      return value;
    }

    /** Whether a list of names leaves this member out; the whole value has the name "". */
    private boolean left(Scriptable holder, Object name) {
      return !(holder instanceof NativeArray)
          && !ScriptRuntime.toString(name).isEmpty()
          && !names.contains(ScriptRuntime.toString(name));
    }

    private void look(Object value) {
      if (budget == null) {
        return;
      }
      budget.tick();
      if (value instanceof NativeArray array) {
        ArrayLikes.length(array);
      } else if (value instanceof CharSequence text && text.length() > LONG_TEXT) {
        budget.reserve(text.length());
      }
    }
  }

  /** Puts it in the place of the engine's. */
  static void install(Scriptable scope, ScriptableObject json) {
    ScriptableObject.putProperty(
        json,
        "stringify",
        new LambdaFunction(
            scope,
            "stringify",
            3,
            (SerializableCallable)
                (context, where, self, arguments) -> stringify(context, scope, arguments)));
  }
}
