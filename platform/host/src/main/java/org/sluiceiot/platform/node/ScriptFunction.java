package org.sluiceiot.platform.node;

import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.script.ScriptLimits;
import org.sluiceiot.script.js.JsFailure;
import org.sluiceiot.script.js.JsProgram;

/**
 * A compiled function of {@code msg}, {@code metadata} and {@code msgType}. It shares nothing with
 * any other script, and every run has globals of its own, so nothing is kept from one message to
 * the next. Safe for any thread.
 */
final class ScriptFunction {
  private static final long MEMORY = 64L << 20;

  private final JsProgram program;

  /**
   * @param tenant whose script it is
   * @throws ConfigException the script is not JavaScript; with line and column
   */
  ScriptFunction(ScriptConfig config, String tenant) throws ConfigException {
    program =
        JsProgram.forgetting(
            config.script(),
            "msg, metadata, msgType",
            new ScriptLimits(config.timeLimit(), MEMORY, tenant));
  }

  /**
   * Calls the function.
   *
   * @throws IllegalArgumentException the message's data is not JSON, the script failed, or it ran
   *     out of time or memory; in words
   */
  <T> T run(RuleMessage message, JsProgram.Output<T> output) {
    try {
      return program.run((context, scope) -> arguments(context, scope, message), output);
    } catch (JsFailure e) {
      throw new IllegalArgumentException("the script failed: " + e.getMessage(), e);
    }
  }

  private static Object[] arguments(Context context, Scriptable scope, RuleMessage message) {
    return new Object[] {
      parse(context, scope, message.data()),
      object(context, scope, message.metadata()),
      message.type()
    };
  }

  private static Object parse(Context context, Scriptable scope, String data) {
    return NativeJSON.parse(context, scope, data, (ctx, owner, self, arguments) -> arguments[1]);
  }

  private static Scriptable object(Context context, Scriptable scope, Map<String, String> map) {
    Scriptable object = context.newObject(scope);
    map.forEach((key, value) -> ScriptableObject.putProperty(object, key, value));
    return object;
  }
}
