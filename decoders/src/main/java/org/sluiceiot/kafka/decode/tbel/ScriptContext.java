package org.sluiceiot.kafka.decode.tbel;

import org.mvel2.ExecutionContext;
import org.mvel2.ScriptRuntimeException;

/**
 * The language's context of one execution, with a bound on calls within calls: unwinding a thousand
 * of them takes the language longer than a script may run. Used by one execution.
 */
final class ScriptContext extends ExecutionContext {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 128;

  private int depth;

  ScriptContext(long memoryLimit) {
    super(TbelEngine.configuration(), memoryLimit);
  }

  @Override
  public void enterStack() {
    if (++depth > DEEPEST) {
      throw new ScriptRuntimeException("the script calls itself more than " + DEEPEST + " deep");
    }
    super.enterStack();
  }

  @Override
  public void leaveStack() {
    depth--;
    super.leaveStack();
  }
}
