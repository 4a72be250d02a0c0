package org.sluiceiot.script.js;

import org.mozilla.javascript.Scriptable;
import org.sluiceiot.script.Budget;

/** Looks at a call of a function of the language before it is made. */
@FunctionalInterface
interface Check {
  /** A function that ends soon, whatever it is given. */
  Check HARMLESS = (budget, self, arguments) -> budget.tick();

  /** Anything else: nobody has shown that it ends soon. */
  Check UNKNOWN = (budget, self, arguments) -> budget.needThread();

  /**
   * @param self what it is called on; null for a constructor
   * @throws org.sluiceiot.script.ScriptStopped the call is refused
   * @throws org.sluiceiot.script.NeedsThread it may be made on a thread that can be given up
   */
  void look(Budget budget, Scriptable self, Object[] arguments);
}
