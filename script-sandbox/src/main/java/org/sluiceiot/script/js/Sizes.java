package org.sluiceiot.script.js;

import java.util.List;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;
import org.sluiceiot.script.Budget;

/** How much a function of the language is about to work through or to allocate. Stateless. */
final class Sizes {
  /** Below, every function of an array is done at once. */
  private static final int FEW = 1_000;

  /** Characters that may be compared with each other, as the product of two lengths. */
  private static final double COMPARISONS = 1e8;

  private static final int BYTES_OF_ELEMENT = 16;
  private static final int BYTES_OF_PART = 48;

  static final List<Size> BUFFERS =
      List.of(
          new Size("ArrayBuffer", 1),
          new Size("Int8Array", 1),
          new Size("Uint8Array", 1),
          new Size("Uint8ClampedArray", 1),
          new Size("Int16Array", 2),
          new Size("Uint16Array", 2),
          new Size("Int32Array", 4),
          new Size("Uint32Array", 4),
          new Size("Float32Array", 4),
          new Size("Float64Array", 8),
          new Size("BigInt64Array", 8),
          new Size("BigUint64Array", 8));

  private Sizes() {}

  /**
   * A constructor whose argument says how much to allocate.
   *
   * @param element bytes each
   */
  record Size(String name, int element) implements Check {
    @Override
    public void look(Budget budget, Scriptable self, Object[] arguments) {
      Object first = arguments.length == 0 ? null : arguments[0];
      if (first instanceof Scriptable object && !Undefined.isUndefined(first)) {
        budget.reserve((double) ArrayLikes.length(object) * element);
      } else {
        budget.reserve(Guards.number(arguments, 0) * element);
      }
    }
  }

  static void self(Budget budget, Scriptable self, Object[] arguments) {
    elements(budget, self);
    for (Object argument : arguments) {
      if (argument instanceof Scriptable && !(argument instanceof Callable)) {
        elements(budget, argument);
      }
    }
  }

  private static int elements(Budget budget, Object value) {
    budget.tick();
    int length = ArrayLikes.length(value);
    if (length > FEW && Guards.heavy(budget)) {
      budget.needThread();
    }
    return length;
  }

  static void elements(Budget budget, Object[] arguments, int index) {
    elements(budget, arguments.length > index ? arguments[index] : null);
  }

  static void first(Budget budget, Scriptable self, Object[] arguments) {
    elements(budget, arguments, 0);
  }

  static void all(Budget budget, Scriptable self, Object[] arguments) {
    double sum = 0;
    for (Object argument : arguments) {
      sum += elements(budget, argument);
    }
    if (sum > FEW) {
      budget.reserve(sum * BYTES_OF_PART);
    }
  }

  static void concat(Budget budget, Scriptable self, Object[] arguments) {
    double sum = elements(budget, self);
    for (Object argument : arguments) {
      sum += elements(budget, argument);
    }
    if (sum > FEW) {
      budget.reserve(sum * BYTES_OF_ELEMENT);
    }
  }

  /** What the texts in it add up to; its other elements become texts by functions of their own. */
  static void join(Budget budget, Scriptable self, Object[] arguments) {
    int length = elements(budget, self);
    double sum = (double) length * (arguments.length == 0 ? 1 : size(arguments[0]));
    if (self instanceof NativeArray array) {
      for (int i = 0; i < length; i++) {
        sum += size(array.get(i, array));
      }
    }
    if (sum > FEW) {
      budget.reserve(sum);
    }
  }

  static void flat(Budget budget, Scriptable self, Object[] arguments) {
    budget.reserve(count(budget, self, 0) * BYTES_OF_ELEMENT);
  }

  private static double count(Budget budget, Scriptable array, int depth) {
    int length = elements(budget, array);
    double sum = length;
    for (int i = 0; depth < 100 && i < length; i++) {
      budget.tick();
      if (array.get(i, array) instanceof NativeArray inner) {
        sum += count(budget, inner, depth + 1);
        if (sum > ArrayLikes.LONGEST) {
          return sum * ArrayLikes.LONGEST;
        }
      }
    }
    return sum;
  }

  static void repeat(Budget budget, Scriptable self, Object[] arguments) {
    budget.tick();
    double size = size(self) * Guards.number(arguments, 0);
    if (size > FEW) {
      budget.reserve(size);
    }
  }

  static void padding(Budget budget, Scriptable self, Object[] arguments) {
    budget.tick();
    double size = Guards.number(arguments, 0);
    if (size > FEW) {
      budget.reserve(size);
    }
  }

  static void split(Budget budget, Scriptable self, Object[] arguments) {
    text(budget, self, arguments);
    double size = size(self);
    if (size > FEW) {
      budget.reserve(size * BYTES_OF_PART);
    }
  }

  static void replace(Budget budget, Scriptable self, Object[] arguments) {
    text(budget, self, arguments);
    replacement(budget, size(self), arguments);
  }

  /** The same, called on the expression. */
  static void replaceBy(Budget budget, Scriptable self, Object[] arguments) {
    budget.tick();
    replacement(budget, arguments.length == 0 ? 0 : size(arguments[0]), arguments);
  }

  /** Each character may be replaced, by something that holds the whole text in turn. */
  private static void replacement(Budget budget, double size, Object[] arguments) {
    if (size > FEW && arguments.length > 1 && arguments[1] instanceof CharSequence with) {
      double each = with.length();
      String text = with.toString();
      boolean whole = text.contains("$`") || text.contains("$'");
      budget.reserve(size * (whole ? each + size : each));
    }
  }

  /** Searching takes as long as the two lengths multiplied. */
  static void text(Budget budget, Scriptable self, Object[] arguments) {
    budget.tick();
    double longest = 1;
    for (Object argument : arguments) {
      longest = Math.max(longest, size(argument));
    }
    if (longest > 1 && size(self) * longest > COMPARISONS) {
      budget.needThread();
    }
  }

  static void parse(Budget budget, Scriptable self, Object[] arguments) {
    budget.tick();
    double size = arguments.length == 0 ? 0 : size(arguments[0]);
    if (size > FEW) {
      budget.reserve(size * BYTES_OF_ELEMENT);
    }
  }

  /** Characters of a text or of an object that holds one; 0 of anything else. */
  private static double size(Object value) {
    if (value instanceof CharSequence text) {
      return text.length();
    }
    return value instanceof Scriptable object && object.getClassName().equals("String")
        ? ScriptRuntime.toString(object).length()
        : 0;
  }
}
