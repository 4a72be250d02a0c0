package org.sluiceiot.script.js;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SerializableCallable;
import org.mozilla.javascript.Undefined;

/** Functions that scripts know from elsewhere and the engine lacks. Stateless. */
final class Additions {
  /** Name of functions of ours while the prelude is read; no script ever sees it. */
  private static final String NATIVE = "$sluice";

  private static final String PRELUDE = prelude();

  private Additions() {}

  private static String prelude() {
    try (InputStream in = Additions.class.getResourceAsStream("prelude.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a text, one character each. */
  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** What a function of ours does with its arguments. */
  @FunctionalInterface
  private interface Body {
    Object apply(Object[] arguments);
  }

  static void install(Context context, ScriptableObject scope) {
    define(scope, scope, "btoa", arguments -> btoa(text(arguments)));
    define(scope, scope, "atob", arguments -> atob(text(arguments)));
    Scriptable console = context.newObject(scope);
    for (String level : new String[] {"log", "info", "warn", "error", "debug"}) {
      define(scope, console, level, arguments -> Undefined.instance);
    }
    ScriptableObject.putProperty(scope, "console", console);
    define(scope, scope, NATIVE, arguments -> LocaleText.of(arguments));
    define(scope, scope, NATIVE + "Utf8", arguments -> utf8(text(arguments)));
    context.evaluateString(scope, PRELUDE, "prelude", 1, null);
    scope.delete(NATIVE);
    scope.delete(NATIVE + "Utf8");
  }

  private static void define(Scriptable scope, Scriptable holder, String name, Body body) {
    SerializableCallable callable = (context, where, self, arguments) -> body.apply(arguments);
    ScriptableObject.putProperty(holder, name, new LambdaFunction(scope, name, 1, callable));
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
}
