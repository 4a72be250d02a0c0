package org.sluiceiot.kafka.decode.tbel;

import java.lang.reflect.Method;
import org.mvel2.ExecutionContext;
import org.mvel2.ScriptMemoryOverflowException;
import org.mvel2.ScriptRuntimeException;
import org.sluiceiot.script.Budget;

/**
 * The language's context of one execution, with a bound on calls within calls: unwinding a thousand
 * of them takes the language longer than a script may run. Used by one execution.
 */
final class ScriptContext extends ExecutionContext {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 128;

  private final transient Budget budget;
  private int depth;

  ScriptContext(long memoryLimit, Budget budget) {
    super(TbelEngine.configuration(), memoryLimit);
    this.budget = budget;
  }

  @Override
  public Object[] checkInvocation(Method method, Object target, Object[] arguments) {
    MethodRules.look(method, budget);
    return super.checkInvocation(method, target, arguments);
  }

  /** Sizes are multiplied here without overflowing. */
  @Override
  public void checkArray(Class<?> type, int... dimensions) {
    double elements = 1;
    for (int dimension : dimensions) {
      elements *= Math.max(0, dimension);
    }
    if (elements > getMaxAllowedMemory()) {
      throw new ScriptMemoryOverflowException("an array of " + elements + " elements");
    }
    super.checkArray(type, dimensions);
  }

  @Override
  public void stop() {
    budget.stop();
    super.stop();
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
