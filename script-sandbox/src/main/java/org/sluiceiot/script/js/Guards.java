package org.sluiceiot.script.js;

import static org.sluiceiot.script.js.Check.HARMLESS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SymbolKey;
import org.sluiceiot.script.Budget;
import org.sluiceiot.script.js.Sizes.Size;

/**
 * Puts a check in front of every function of the language: what is known to end soon is only
 * counted; what works through an array or a text is looked at first; whatever else there is, or a
 * later version of the engine brings, runs on a thread that can be given up. Stateless.
 */
final class Guards {
  /** Kinds whose members all end soon. */
  private static final Set<String> HARMLESS_KINDS =
      Set.of(
          "Math",
          "Number",
          "Number.prototype",
          "Boolean",
          "Boolean.prototype",
          "Date",
          "Date.prototype",
          "DataView",
          "DataView.prototype",
          "Symbol",
          "Symbol.prototype",
          "Map",
          "Map.prototype",
          "Set",
          "Object",
          "Object.prototype",
          "Function.prototype",
          "ArrayBuffer",
          "ArrayBuffer.prototype",
          "JSON",
          "RegExp",
          "RegExp.prototype",
          "Iterator");

  private static final Set<String> HARMLESS_GLOBALS =
      Set.of(
          "parseInt",
          "parseFloat",
          "isNaN",
          "isFinite",
          "decodeURI",
          "decodeURIComponent",
          "encodeURI",
          "encodeURIComponent",
          "escape",
          "unescape",
          "String",
          "Number",
          "Boolean",
          "Symbol",
          "Object",
          "Date",
          "RegExp",
          "DataView");

  private static final Set<String> SET_MEMBERS =
      Set.of("add", "has", "delete", "clear", "forEach", "values", "keys", "entries");

  private static final Set<String> HARMLESS_MEMBERS =
      Set.of(
          "String fromCharCode",
          "String fromCodePoint",
          "Array of",
          "Array isArray",
          "global Array",
          "global Map",
          "global Set",
          "Reflect get",
          "global TextDecoder",
          "global TextEncoder",
          "TextDecoder.prototype decode",
          "TextEncoder.prototype encode",
          "global btoa",
          "global atob",
          "console log",
          "console info",
          "console warn",
          "console error",
          "console debug");

  private static final Map<String, Check> CHECKS = checks();

  private Guards() {}

  private static Map<String, Check> checks() {
    Map<String, Check> checks = new HashMap<>();
    for (String global : HARMLESS_GLOBALS) {
      checks.put("global " + global, HARMLESS);
    }
    for (String member : SET_MEMBERS) {
      checks.put("Set.prototype " + member, HARMLESS);
    }
    for (String other : HARMLESS_MEMBERS) {
      checks.put(other, HARMLESS);
    }
    sized(checks);
    for (Size buffer : Sizes.BUFFERS) {
      checks.put("global " + buffer.name(), buffer);
    }
    return checks;
  }

  private static void sized(Map<String, Check> checks) {
    checks.put("String.prototype repeat", Sizes::repeat);
    checks.put("String.prototype padStart", Sizes::padding);
    checks.put("String.prototype padEnd", Sizes::padding);
    checks.put("String.prototype replace", Sizes::replace);
    checks.put("String.prototype replaceAll", Sizes::replace);
    checks.put("String.prototype split", Sizes::split);
    checks.put("Array.prototype join", Sizes::join);
    checks.put("Array.prototype toString", Sizes::join);
    checks.put("Array.prototype flat", Sizes::flat);
    checks.put("Array.prototype concat", Sizes::concat);
    checks.put("Array from", Sizes::first);
    checks.put("global Date", Dates::read);
    checks.put("Date parse", Dates::read);
    checks.put("JSON parse", Sizes::parse);
    checks.put("RegExp.prototype Symbol.replace", Sizes::replaceBy);
    checks.put("Function.prototype apply", (b, self, a) -> Sizes.elements(b, a, 1));
    checks.put("Reflect apply", (b, self, a) -> Sizes.elements(b, a, 2));
    checks.put("Reflect construct", (b, self, a) -> Sizes.elements(b, a, 1));
    for (String listing : List.of("keys", "values", "entries", "assign", "getOwnPropertyNames")) {
      checks.put("Object " + listing, Sizes::all);
    }
  }

  /**
   * Replaces every function that a script can reach from here.
   *
   * @return prototypes that no name leads to
   */
  static List<ScriptableObject> install(Context context, ScriptableObject scope) {
    scope.delete("Proxy"); // what it answers may change from one look to the next
    for (Object id : scope.getAllIds()) {
      if (id instanceof String name
          && ArrayLikes.value(scope, name) instanceof ScriptableObject holder
          && !name.equals("globalThis")) {
        members(scope, name, holder);
      }
    }
    List<ScriptableObject> hidden = hidden(context, scope);
    hidden.forEach(prototype -> members(scope, "Iterator", prototype));
    for (Object id : scope.getAllIds()) {
      if (id instanceof String name) {
        install(scope, "global", scope, name);
      }
    }
    return hidden;
  }

  private static void members(ScriptableObject scope, String kind, ScriptableObject holder) {
    all(scope, kind, holder);
    if (holder instanceof Function
        && ArrayLikes.value(holder, "prototype") instanceof ScriptableObject prototype) {
      all(scope, kind + ".prototype", prototype);
      if (kind.endsWith("Array") && prototype.getPrototype() instanceof ScriptableObject shared) {
        all(scope, kind + ".prototype", shared);
      }
    }
  }

  private static void all(ScriptableObject scope, String kind, ScriptableObject holder) {
    for (Object id : holder.getAllIds()) {
      if (id instanceof String name && !name.equals("constructor") && !accessor(holder, name)) {
        install(scope, kind, holder, name);
      }
    }
    for (SymbolKey symbol :
        List.of(SymbolKey.ITERATOR, SymbolKey.MATCH, SymbolKey.REPLACE, SymbolKey.SPLIT)) {
      if (holder.has(symbol, holder)) {
        GuardedFunction.install(scope, holder, symbol, check(kind, symbol.getName()));
      }
    }
  }

  private static boolean accessor(ScriptableObject holder, String name) {
    return ArrayLikes.accessor(holder, name);
  }

  private static void install(
      ScriptableObject scope, String kind, ScriptableObject holder, String name) {
    GuardedFunction.install(scope, holder, name, check(kind, name));
  }

  private static Check check(String kind, String name) {
    Check check = ofMember(kind, name);
    Integer changed = Freezing.CHANGING.get(kind + " " + name);
    return changed == null ? check : Freezing.refusing(changed, check);
  }

  private static Check ofMember(String kind, String name) {
    Check special = CHECKS.get(kind + " " + name);
    if (special != null) {
      return special;
    }
    if (HARMLESS_KINDS.contains(kind) || kind.contains("Error") || name.endsWith("Error")) {
      return HARMLESS;
    }
    if (kind.equals("String.prototype")) {
      return Sizes::text;
    }
    return kind.endsWith("Array.prototype") ? Sizes::self : Check.UNKNOWN;
  }

  /** Prototypes that have no name: of iterators and generators. */
  private static List<ScriptableObject> hidden(Context context, ScriptableObject scope) {
    String samples =
        "[[].values(), new Map().entries(), new Set().values(), ''[Symbol.iterator](),"
            + " 'a'.matchAll(/a/g), (function*() {})()]";
    List<ScriptableObject> found = new ArrayList<>();
    Scriptable values = (Scriptable) context.evaluateString(scope, samples, "samples", 1, null);
    for (int i = 0; i < ArrayLikes.length(values); i++) {
      Scriptable at = ((Scriptable) values.get(i, values)).getPrototype();
      for (; at instanceof ScriptableObject known; at = at.getPrototype()) {
        if (known == ScriptableObject.getObjectPrototype(scope)) {
          break;
        }
        found.add(known);
      }
    }
    return found;
  }

  /** A number as the language would read it; what has code of its own is refused. */
  static double number(Object[] arguments, int index) {
    if (arguments.length <= index) {
      return 0;
    }
    if (arguments[index] instanceof Scriptable) {
      throw new org.sluiceiot.script.ScriptStopped("a size that is computed is not taken");
    }
    return ScriptRuntime.toNumber(arguments[index]);
  }

  /** Whether a run may hold long texts, so that comparing two of them takes its time. */
  static boolean heavy(Budget budget) {
    return budget.allocated() > 4 << 20;
  }
}
