package org.sluiceiot.kafka.decode.tbel;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Calendar;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.mvel2.ScriptRuntimeException;
import org.sluiceiot.script.Budget;

/**
 * Which methods of Java a script may call: a list of what is allowed, by class and name. The
 * language asks when a place in a script calls for the first time and keeps the method, so a rule
 * holds for whatever that place is given later: a method that is quick for some arguments only
 * makes the whole script run on a thread that can be given up. Stateless.
 */
final class MethodRules {
  private static final Set<Class<?>> CLASSES =
      Set.of(
          String.class,
          Character.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Double.class,
          Float.class,
          Boolean.class,
          Number.class,
          Math.class,
          StrictMath.class,
          UUID.class,
          Object.class);

  private static final Set<Class<?>> FAMILIES =
      Set.of(
          CharSequence.class,
          Comparable.class,
          Collection.class,
          Map.class,
          Map.Entry.class,
          java.util.Iterator.class,
          java.util.Date.class,
          java.util.Random.class,
          java.util.random.RandomGenerator.class,
          java.util.TimeZone.class,
          Calendar.class,
          Throwable.class);

  /** One call with such numbers may take hours. */
  private static final Set<Class<?>> BIG = Set.of(BigInteger.class, BigDecimal.class);

  /** Functions of hosts and of ours, and the language's own collections. */
  private static final Set<String> PACKAGES =
      Set.of(
          "org.sluiceiot.kafka.decode.tbel", "org.mvel2.execution", "org.thingsboard.script.api");

  /** On whatever class: endless, on threads of their own, on all of the process, or a way out. */
  private static final Set<String> NEVER =
      Set.of(
          "stream",
          "parallelStream",
          "spliterator",
          "ints",
          "longs",
          "doubles",
          "chars",
          "codePoints",
          "lines",
          "transform",
          "describeConstable",
          "resolveConstantDesc",
          "getClass",
          "wait",
          "notify",
          "notifyAll",
          "intern",
          "setDefault",
          "printStackTrace",
          "setStackTrace",
          "ensureCapacity");

  /** Quick for most arguments, endless for some. */
  private static final Set<String> NEED_THREAD =
      Set.of(
          "matches",
          "replaceAll",
          "replaceFirst",
          "replace",
          "split",
          "indexOf",
          "lastIndexOf",
          "contains",
          "containsAll",
          "removeAll",
          "retainAll",
          "sort",
          "join",
          "format",
          "formatted",
          "regionMatches");

  private MethodRules() {}

  /**
   * @param budget of the run; null where none is known
   * @throws ScriptRuntimeException it may never be called
   * @throws org.sluiceiot.script.NeedsThread it may be called on a thread that can be given up
   */
  static void look(Method method, Budget budget) {
    if (!allowed(method.getDeclaringClass()) || NEVER.contains(method.getName())) {
      throw new ScriptRuntimeException(
          "the method "
              + method.getDeclaringClass().getSimpleName()
              + "."
              + method.getName()
              + " is not allowed in a script");
    }
    boolean big = BIG.contains(method.getDeclaringClass());
    if (budget != null && (big || NEED_THREAD.contains(method.getName()))) {
      budget.needThread();
    }
  }

  private static boolean allowed(Class<?> declaring) {
    if (CLASSES.contains(declaring)
        || FAMILIES.stream().anyMatch(family -> family.isAssignableFrom(declaring))) {
      return !declaring.getName().startsWith("java.util.concurrent");
    }
    String name = declaring.getPackageName();
    return declaring.isArray()
        || declaring == Iterable.class
        || PACKAGES.stream().anyMatch(name::startsWith);
  }
}
