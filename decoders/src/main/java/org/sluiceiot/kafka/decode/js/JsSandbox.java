package org.sluiceiot.kafka.decode.js;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SerializableCallable;
import org.mozilla.javascript.Undefined;

/** A global scope with one decoder function in it. Used by one thread at a time. */
final class JsSandbox {
  static final String FUNCTION = "decoder";
  private static final Integer[] BYTES = new Integer[256];

  static {
    for (int i = 0; i < BYTES.length; i++) {
      BYTES[i] = i;
    }
  }

  private final ScriptableObject scope;
  private final Function function;

  JsSandbox(Context context, Script script) {
    scope = context.initSafeStandardObjects();
    Guards.install(context, scope);
    define("btoa", arguments -> btoa(text(arguments)));
    define("atob", arguments -> atob(text(arguments)));
    Scriptable console = context.newObject(scope);
    for (String level : new String[] {"log", "info", "warn", "error", "debug"}) {
      ScriptableObject.putProperty(
          console, level, function(level, arguments -> Undefined.instance));
    }
    ScriptableObject.putProperty(scope, "console", console);
    script.exec(context, scope, scope);
    function = (Function) ScriptableObject.getProperty(scope, FUNCTION);
  }

  /** What a function of ours does with its arguments. */
  @FunctionalInterface
  private interface Body {
    Object apply(Object[] arguments);
  }

  private void define(String name, Body body) {
    ScriptableObject.putProperty(scope, name, function(name, body));
  }

  private LambdaFunction function(String name, Body body) {
    SerializableCallable callable = (context, where, self, arguments) -> body.apply(arguments);
    return new LambdaFunction(scope, name, 1, callable);
  }

  private static String text(Object[] arguments) {
    return arguments.length == 0 ? "undefined" : ScriptRuntime.toString(arguments[0]);
  }

  private static String btoa(String text) {
    if (text.chars().anyMatch(c -> c > 255)) {
      throw ScriptRuntime.constructError("Error", "btoa: a character is above 255");
    }
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String atob(String base64) {
    try {
      String plain = base64.replaceAll("[\\t\\n\\f\\r ]", "");
      return new String(Base64.getDecoder().decode(plain), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      throw ScriptRuntime.constructError("Error", "atob: the text is not base64");
    }
  }

  /** What the script returned, as JSON; null when it returned nothing. */
  String run(Context context, byte[] payload, Map<String, String> metadata) {
    Object[] elements = new Object[payload.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = BYTES[payload[i] & 0xFF];
    }
    Scriptable pairs = context.newObject(scope);
    metadata.forEach((key, value) -> ScriptableObject.putProperty(pairs, key, value));
    Object[] arguments = {context.newArray(scope, elements), pairs};
    Object result = function.call(context, scope, scope, arguments);
    Object json = NativeJSON.stringify(context, scope, result, null, null);
    return Undefined.isUndefined(json) ? null : json.toString();
  }
}
