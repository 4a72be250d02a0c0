package org.sluiceiot.kafka.decode.tbel;

import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mvel2.ExecutionContext;
import org.mvel2.SandboxedParserConfiguration;
import org.mvel2.ScriptMemoryOverflowException;
import org.mvel2.util.TriFunction;

/**
 * Makes methods of String that may take for ever, or all memory, stoppable: a regular expression is
 * first tried on a text that looks at the clock, a format's widths are bounded. Stateless.
 */
final class Regexes {
  private static final Pattern WIDTH = Pattern.compile("%[^a-zA-Z%]*?(\\d{4,})");

  private Regexes() {}

  static void guard(SandboxedParserConfiguration configuration) {
    try {
      on(configuration, String.class.getMethod("matches", String.class), Regexes::matches);
      for (String name : new String[] {"replaceAll", "replaceFirst"}) {
        on(
            configuration,
            String.class.getMethod(name, String.class, String.class),
            Regexes::searches);
      }
      on(configuration, String.class.getMethod("split", String.class), Regexes::searches);
      on(
          configuration,
          String.class.getMethod("split", String.class, int.class),
          Regexes::searches);
      on(
          configuration,
          String.class.getMethod("format", String.class, Object[].class),
          Regexes::formats);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("String has lost a method", e);
    }
  }

  /** Adds a check in front of the language's own. */
  private static void on(
      SandboxedParserConfiguration configuration,
      Method method,
      TriFunction<ExecutionContext, Object, Object[], Object[]> check) {
    TriFunction<ExecutionContext, Object, Object[], Object[]> before =
        configuration.getMethodInvocationChecker(method);
    configuration.registerMethodInvocationChecker(
        method,
        (context, target, arguments) -> {
          Object[] checked = check.apply(context, target, arguments);
          return before == null ? checked : before.apply(context, target, checked);
        });
  }

  private static Object[] matches(ExecutionContext context, Object target, Object[] arguments) {
    Matcher matcher = matcher(context, target, arguments);
    if (matcher != null) {
      matcher.matches();
    }
    return arguments;
  }

  private static Object[] searches(ExecutionContext context, Object target, Object[] arguments) {
    Matcher matcher = matcher(context, target, arguments);
    while (matcher != null && matcher.find()) {
      context.checkExecution();
    }
    return arguments;
  }

  private static Object[] formats(ExecutionContext context, Object target, Object[] arguments) {
    if (arguments.length > 0
        && arguments[0] instanceof String format
        && WIDTH.matcher(format).find()) {
      throw new ScriptMemoryOverflowException("a format may not ask for widths above 999");
    }
    return arguments;
  }

  /** Null when the expression cannot take long. */
  private static Matcher matcher(ExecutionContext context, Object target, Object[] arguments) {
    if (!(target instanceof String text) || !(arguments[0] instanceof String regex)) {
      return null;
    }
    boolean repeats = regex.indexOf('*') >= 0 || regex.indexOf('+') >= 0 || regex.indexOf('{') >= 0;
    return repeats ? Pattern.compile(regex).matcher(new WatchedText(text, context)) : null;
  }

  /** A text that ends the script when its time is over. */
  private record WatchedText(String text, ExecutionContext context) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      context.checkExecution();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new WatchedText(text.substring(start, end), context);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
