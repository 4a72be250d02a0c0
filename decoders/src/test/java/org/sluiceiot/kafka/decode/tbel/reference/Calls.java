package org.sluiceiot.kafka.decode.tbel.reference;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mvel2.ExecutionContext;
import org.mvel2.MVEL;
import org.mvel2.execution.ExecutionArrayList;
import org.mvel2.execution.ExecutionHashMap;

/** Calls a function from a script of one line. */
public final class Calls {
  private Calls() {}

  /**
   * @param compiler makes the script
   * @return its {@link Outcome}
   */
  public static String of(
      String function,
      List<Object> arguments,
      ExecutionContext context,
      Function<String, Serializable> compiler) {
    Map<String, Object> variables = new HashMap<>();
    StringBuilder call = new StringBuilder("return " + function + "(");
    for (int i = 0; i < arguments.size(); i++) {
      call.append(i == 0 ? "a" : ", a").append(i);
      variables.put("a" + i, own(arguments.get(i), context));
    }
    try {
      return Outcome.of(MVEL.executeExpression(compiler.apply(call + ");"), context, variables));
    } catch (Exception e) { // Broad: a function fails with any exception, and so does its twin.
      return Outcome.FAILS;
    }
  }

  /** Lists and maps as scripts have them, counted by the execution they are in. */
  private static Object own(Object value, ExecutionContext context) {
    if (value instanceof List<?> list) {
      ExecutionArrayList<Object> own = new ExecutionArrayList<>(context);
      list.forEach(element -> own.add(own(element, context)));
      return own;
    }
    if (value instanceof Map<?, ?> map) {
      ExecutionHashMap<Object, Object> own = new ExecutionHashMap<>(map.size(), context);
      map.forEach((name, member) -> own.put(name, own(member, context)));
      return own;
    }
    return value instanceof byte[] bytes ? bytes.clone() : value;
  }
}
