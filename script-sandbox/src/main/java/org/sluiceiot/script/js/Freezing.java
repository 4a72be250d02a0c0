package org.sluiceiot.script.js;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * Makes built-ins that no script can change. The engine's own sealing stops assignments, but
 * neither {@code Object.defineProperty} nor a new prototype; freezing would also forbid a script's
 * own objects to have a member of an inherited name. So they are sealed, the functions that define
 * members refuse what is sealed, and a sandbox whose prototypes changed is not used again.
 * Stateless.
 */
final class Freezing {
  /** Functions that change what is given to them, by the place of that argument; -1 is this. */
  static final Map<String, Integer> CHANGING =
      Map.of(
          "Object defineProperty", 0,
          "Object defineProperties", 0,
          "Object setPrototypeOf", 0,
          "Object freeze", 0,
          "Object seal", 0,
          "Object assign", 0,
          "Reflect defineProperty", 0,
          "Reflect setPrototypeOf", 0,
          "Object.prototype __defineGetter__", -1,
          "Object.prototype __defineSetter__", -1);

  private Freezing() {}

  /** The check of such a function, in front of the one that it has. */
  static Check refusing(int place, Check check) {
    return (budget, self, arguments) -> {
      check.look(budget, self, arguments);
      Object changed = place < 0 ? self : arguments.length > place ? arguments[place] : null;
      if (changed instanceof ScriptableObject object && object.isSealed()) {
        throw ScriptRuntime.typeError("the language's own objects cannot be changed");
      }
    };
  }

  /**
   * Freezes everything that can be reached from these objects, themselves included.
   *
   * @return what is frozen
   */
  static Frozen freeze(ScriptableObject scope, List<ScriptableObject> roots) {
    Set<ScriptableObject> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<ScriptableObject> open = new ArrayDeque<>(roots);
    open.add(scope);
    while (!open.isEmpty()) {
      ScriptableObject at = open.poll();
      if (!seen.add(at)) {
        continue;
      }
      for (Object id : at.getAllIds()) {
        if (id instanceof String name) {
          add(open, at.getGetterOrSetter(name, 0, at, false));
          add(open, at.getGetterOrSetter(name, 0, at, true));
          if (!ArrayLikes.accessor(at, name)) {
            add(open, ArrayLikes.value(at, name));
          }
        }
      }
      add(open, at.getPrototype());
    }
    seen.forEach(ScriptableObject::sealObject);
    return Frozen.of(seen);
  }

  private static void add(Deque<ScriptableObject> open, Object value) {
    if (value instanceof ScriptableObject object && !Undefined.isUndefined(value)) {
      open.add(object);
    }
  }

  /**
   * What is frozen. Looked at after each run, hence arrays.
   *
   * @param prototypes of the objects, in their order
   */
  record Frozen(ScriptableObject[] objects, Scriptable[] prototypes) {
    static final Frozen NOTHING = new Frozen(new ScriptableObject[0], new Scriptable[0]);

    private static Frozen of(Set<ScriptableObject> objects) {
      ScriptableObject[] all = objects.toArray(ScriptableObject[]::new);
      Scriptable[] prototypes = new Scriptable[all.length];
      for (int i = 0; i < all.length; i++) {
        prototypes[i] = all[i].getPrototype();
      }
      return new Frozen(all, prototypes);
    }

    /**
     * Whether all of them still have their prototypes: {@code __proto__ = …} is the one assignment
     * that the engine's seal lets through.
     */
    boolean intact() {
      for (int i = 0; i < objects.length; i++) {
        if (objects[i].getPrototype() != prototypes[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
