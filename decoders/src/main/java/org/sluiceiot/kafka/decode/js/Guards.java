package org.sluiceiot.kafka.decode.js;

import java.util.List;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Replaces the functions of the language that may work or allocate without end in one call, where
 * no instruction is counted, by ones that look at the budget first. Stateless.
 */
final class Guards {
  /** Longest array that a built-in function works through in one call. */
  private static final double LONGEST_ARRAY = 1_000_000;

  private static final List<String> SIZED =
      List.of(
          "ArrayBuffer",
          "Int8Array",
          "Uint8Array",
          "Uint8ClampedArray",
          "Int16Array",
          "Uint16Array",
          "Int32Array",
          "Uint32Array",
          "Float32Array",
          "Float64Array",
          "BigInt64Array",
          "BigUint64Array");
  private static final double LARGEST_ELEMENT = 8;

  /** Looks at a call before it is made. */
  @FunctionalInterface
  private interface Check {
    void look(JsEngine.Budget budget, Scriptable self, Object[] arguments);
  }

  private Guards() {}

  static void install(Context context, ScriptableObject scope) {
    for (String name : SIZED) {
      constructor(scope, name);
    }
    Scriptable arrays = prototype(scope, "Array");
    for (Object id : ((ScriptableObject) arrays).getAllIds()) {
      if (id instanceof String name && !name.equals("constructor") && !name.equals("push")) {
        wrap(scope, arrays, name, (budget, self, arguments) -> length(self));
      }
    }
    Scriptable texts = prototype(scope, "String");
    wrap(scope, texts, "repeat", Guards::repeat);
    wrap(scope, texts, "padStart", Guards::argument);
    wrap(scope, texts, "padEnd", Guards::argument);
    wrap(scope, texts, "replaceAll", (budget, self, arguments) -> budget.check());
    wrap(scope, texts, "concat", (budget, self, arguments) -> budget.check());
    Scriptable array = (Scriptable) ScriptableObject.getProperty(scope, "Array");
    wrap(scope, array, "from", Guards::firstLength);
    Scriptable functions = prototype(scope, "Function");
    wrap(scope, functions, "apply", Guards::secondLength);
    Scriptable reflect = (Scriptable) ScriptableObject.getProperty(scope, "Reflect");
    wrap(scope, reflect, "apply", (b, self, a) -> length(a.length > 2 ? a[2] : null));
    wrap(scope, reflect, "construct", (b, self, a) -> length(a.length > 1 ? a[1] : null));
  }

  private static Scriptable prototype(Scriptable scope, String name) {
    return ScriptableObject.getClassPrototype(scope, name);
  }

  private static void repeat(JsEngine.Budget budget, Scriptable self, Object[] arguments) {
    double length = ScriptRuntime.toString(self).length();
    budget.reserve(length * number(arguments, 0));
  }

  private static void argument(JsEngine.Budget budget, Scriptable self, Object[] arguments) {
    budget.reserve(number(arguments, 0));
  }

  private static void firstLength(JsEngine.Budget budget, Scriptable self, Object[] arguments) {
    length(arguments.length > 0 ? arguments[0] : null);
  }

  private static void secondLength(JsEngine.Budget budget, Scriptable self, Object[] arguments) {
    length(arguments.length > 1 ? arguments[1] : null);
  }

  private static double number(Object[] arguments, int index) {
    return arguments.length > index && arguments[index] instanceof Number number
        ? number.doubleValue()
        : 0;
  }

  private static void length(Object value) {
    if (value instanceof Scriptable object
        && ScriptableObject.getProperty(object, "length") instanceof Number length
        && length.doubleValue() > LONGEST_ARRAY) {
      throw new JsEngine.Stopped("an array of more than 1000000 elements is not worked through");
    }
  }

  private static void wrap(Scriptable scope, Scriptable holder, String name, Check check) {
    if (ScriptableObject.getProperty(holder, name) instanceof Function original) {
      Function guarded = new Guarded(scope, name, original, check);
      ScriptableObject.defineProperty(holder, name, guarded, ScriptableObject.DONTENUM);
    }
  }

  private static void constructor(ScriptableObject scope, String name) {
    if (!(ScriptableObject.getProperty(scope, name) instanceof ScriptableObject original)) {
      return;
    }
    Check check =
        (budget, self, arguments) -> budget.reserve(number(arguments, 0) * LARGEST_ELEMENT);
    Guarded guarded = new Guarded(scope, name, (Function) original, check);
    for (Object id : original.getAllIds()) {
      if (id instanceof String member && !List.of("name", "length", "arity").contains(member)) {
        ScriptableObject.defineProperty(
            guarded, member, original.get(member, original), ScriptableObject.DONTENUM);
      }
    }
    guarded.setPrototype(original.getPrototype());
    Scriptable prototype = (Scriptable) ScriptableObject.getProperty(original, "prototype");
    guarded.setImmunePrototypeProperty(prototype);
    ScriptableObject.defineProperty(prototype, "constructor", guarded, ScriptableObject.DONTENUM);
    ScriptableObject.defineProperty(scope, name, guarded, ScriptableObject.DONTENUM);
  }

  /** A function that is looked at before it is called. */
  private static final class Guarded extends BaseFunction {
    private static final long serialVersionUID = 1L;
    private final transient Function original;
    private final transient Check check;
    private final String name;

    Guarded(Scriptable scope, String name, Function original, Check check) {
      super(scope, ScriptableObject.getFunctionPrototype(scope));
      this.name = name;
      this.original = original;
      this.check = check;
    }

    private void look(Context context, Scriptable self, Object[] arguments) {
      JsEngine.Budget budget = JsEngine.budget(context);
      if (budget != null) {
        check.look(budget, self, arguments);
      }
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
      look(context, self, arguments);
      return original.call(context, scope, self, arguments);
    }

    @Override
    public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
      look(context, null, arguments);
      return original.construct(context, scope, arguments);
    }

    @Override
    public String getFunctionName() {
      return name;
    }

    @Override
    public int getLength() {
      return original instanceof BaseFunction function ? function.getLength() : 0;
    }
  }
}
