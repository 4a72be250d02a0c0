package org.sluiceiot.platform.node;

import java.time.Duration;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.message.RuleMessage;

/**
 * A compiled function of {@code msg}, {@code metadata} and {@code msgType}. Every run has globals
 * of its own, so nothing is kept from one message to the next. Safe for any thread.
 */
final class ScriptFunction {
  private static final Duration COMPILE = Duration.ofSeconds(5);
  private static final Sandbox SANDBOX = Sandbox.shared();

  private final Script script;
  private final Duration limit;

  /**
   * @throws ConfigException the script is not JavaScript; with line and column
   */
  ScriptFunction(ScriptConfig config) throws ConfigException {
    limit = config.timeLimit();
    // The body starts on the first line, so that line numbers of errors are the user's.
    String source = "(function(msg, metadata, msgType) {" + config.script() + "\n})";
    try {
      script = SANDBOX.within(COMPILE, (context, builtIns) -> compile(context, source));
    } catch (RhinoException e) {
      throw new ConfigException(
          "script",
          "line %d, column %d: %s".formatted(e.lineNumber(), e.columnNumber(), e.details()),
          "correct the script");
    }
  }

  private static Script compile(Context context, String source) {
    return context.compileString(source, "script", 1, null);
  }

  /** What a run gives to its caller, while the script's values are valid. */
  interface Result<T> {
    T of(Object value, Scriptable scope);
  }

  /**
   * @throws IllegalArgumentException the message's data is not JSON, the script failed, or it ran
   *     out of time; in words
   */
  <T> T run(RuleMessage message, Result<T> result) {
    try {
      return SANDBOX.within(limit, (context, builtIns) -> run(context, builtIns, message, result));
    } catch (RhinoException e) {
      throw new IllegalArgumentException(
          "the script failed at line " + e.lineNumber() + ": " + e.details(), e);
    } catch (Sandbox.TimeOver e) {
      throw new IllegalArgumentException(
          "the script ran longer than " + limit.toMillis() + " ms and was stopped", e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("the script calls itself too deeply", e);
    }
  }

  private <T> T run(
      Context context, ScriptableObject builtIns, RuleMessage message, Result<T> result) {
    Scriptable scope = context.newObject(builtIns);
    scope.setPrototype(builtIns);
    scope.setParentScope(null);
    Object[] arguments = {
      parse(context, scope, message.data()),
      object(context, scope, message.metadata()),
      message.type()
    };
    Function function = (Function) script.exec(context, scope, scope);
    return result.of(function.call(context, scope, scope, arguments), scope);
  }

  private static Object parse(Context context, Scriptable scope, String data) {
    return NativeJSON.parse(context, scope, data, (ctx, owner, self, arguments) -> arguments[1]);
  }

  private static Scriptable object(Context context, Scriptable scope, Map<String, String> map) {
    Scriptable object = context.newObject(scope);
    map.forEach((key, value) -> object.put(key, object, value));
    return object;
  }
}
