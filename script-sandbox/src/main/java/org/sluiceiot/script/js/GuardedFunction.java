package org.sluiceiot.script.js;

import java.util.List;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;
import org.sluiceiot.script.Budget;

/** A function of the language that is looked at before it is called. */
final class GuardedFunction extends BaseFunction {
  private static final long serialVersionUID = 1L;
  private static final List<String> OWN = List.of("name", "length", "arity", "prototype");

  private final transient Function original;
  private final transient Check check;
  private final String name;

  private GuardedFunction(Scriptable scope, String name, Function original, Check check) {
    super(scope, ScriptableObject.getFunctionPrototype(scope));
    this.name = name;
    this.original = original;
    this.check = check;
  }

  /** Stands in for a function from now on; its members come along. */
  static void install(Scriptable scope, ScriptableObject holder, Object id, Check check) {
    Object value = ArrayLikes.value(holder, id);
    if (!(value instanceof ScriptableObject object)
        || !(value instanceof Function original)
        || value instanceof GuardedFunction) {
      return;
    }
    String name = id instanceof Symbol ? "[Symbol]" : (String) id;
    GuardedFunction guarded = new GuardedFunction(scope, name, original, check);
    for (Object member : object.getAllIds()) {
      if (member instanceof String key && !OWN.contains(key)) {
        defineProperty(guarded, key, ArrayLikes.value(object, key), DONTENUM);
      }
    }
    if (ArrayLikes.value(object, "prototype") instanceof ScriptableObject prototype) {
      guarded.setImmunePrototypeProperty(prototype);
      if (prototype.has("constructor", prototype)) {
        defineProperty(prototype, "constructor", guarded, DONTENUM);
      }
    }
    if (object.getPrototype() != null) {
      guarded.setPrototype(object.getPrototype());
    }
    if (id instanceof Symbol symbol) {
      holder.put(symbol, holder, guarded);
    } else {
      defineProperty(holder, name, guarded, DONTENUM);
    }
  }

  private void look(Context context, Scriptable self, Object[] arguments) {
    Budget budget = JsEngine.budget(context);
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
