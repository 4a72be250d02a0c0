package org.sluiceiot.script.js;

import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.typedarrays.NativeTypedArrayView;
import org.sluiceiot.script.ScriptStopped;

/**
 * How long something is that a function of the language works through. A length that is computed
 * when it is asked for is refused: it may be another one a moment later. Stateless.
 */
final class ArrayLikes {
  /** Longest array that a function of the language works through in one call. */
  static final int LONGEST = 1_000_000;

  private ArrayLikes() {}

  /**
   * Its elements as the language would count them; 0 for what is not worked through.
   *
   * @throws ScriptStopped too many, or computed
   */
  static int length(Object value) {
    if (value instanceof NativeArray array) {
      return bounded(array.getLength());
    }
    if (value instanceof NativeTypedArrayView<?> array) {
      return bounded(array.getArrayLength());
    }
    if (value instanceof CharSequence text) {
      return bounded(text.length());
    }
    return value instanceof Scriptable object ? ofObject(object) : 0;
  }

  private static int ofObject(Scriptable object) {
    for (Scriptable at = object; at != null; at = at.getPrototype()) {
      if (at.getClassName().equals("Proxy")) {
        throw new ScriptStopped("a proxy is not worked through");
      }
      if (at.has("length", at)) {
        boolean computed = at instanceof ScriptableObject known && accessor(known, "length");
        return computed ? refuse() : ofProperty(at.get("length", object));
      }
    }
    return 0;
  }

  /** Whether a member's value is made by code; the engine answers undefined where it is not. */
  static boolean accessor(ScriptableObject holder, String name) {
    Object getter = holder.getGetterOrSetter(name, 0, holder, false);
    return getter != null && !Undefined.isUndefined(getter);
  }

  /** A member of one of the language's objects; null where it belongs to its instances only. */
  static Object value(ScriptableObject holder, Object id) {
    try {
      return id instanceof Symbol symbol
          ? holder.get(symbol, holder)
          : holder.get((String) id, holder);
    } catch (EcmaError e) {
      return null; // such as the size of a buffer, asked of the prototype of buffers
    }
  }

  private static int ofProperty(Object length) {
    if (length instanceof Scriptable && !Undefined.isUndefined(length)) {
      return refuse(); // its valueOf may answer differently each time
    }
    return bounded(ScriptRuntime.toNumber(length));
  }

  private static int bounded(double length) {
    if (length > LONGEST) {
      throw new ScriptStopped(
          "an array of more than " + LONGEST + " elements is not worked through");
    }
    return length >= 0 ? (int) length : 0;
  }

  private static int refuse() {
    throw new ScriptStopped("an object whose length is computed is not worked through");
  }
}
