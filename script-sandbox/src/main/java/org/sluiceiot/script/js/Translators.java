package org.sluiceiot.script.js;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sluiceiot.script.ScriptLimits;
import org.sluiceiot.script.ScriptThreads;

/**
 * Translates scripts where the translator's library is there, on threads that can be given up, and
 * remembers the newest. The library is loaded when the first script needs it. Safe for any thread.
 */
final class Translators {
  /** What is to be put beside the program where it is missing. */
  static final String LIBRARY = "closure-compiler-v20240317.jar";

  private static final String LIBRARY_CLASS = "com.google.javascript.jscomp.Compiler";
  private static final String OURS = "org.sluiceiot.script.js.ClosureTranslator";
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final long MEMORY = 1L << 30;
  private static final int LONGEST = 200_000;
  private static final int REMEMBERED = 64;

  private static final Map<String, Translation> NEWEST =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Translation> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Translators() {}

  /** Loads nothing but the name of one class. */
  static boolean present() {
    try {
      Class.forName(LIBRARY_CLASS, false, Translators.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The only one, made when it is needed; by name, for its library may be missing. */
  private static final class Loaded {
    private static final Translator ONLY = load();

    private static Translator load() {
      try {
        return Class.forName(OURS)
            .asSubclass(Translator.class)
            .getDeclaredConstructor()
            .newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the translator is damaged", e);
      }
    }
  }

  /**
   * Translates a script, or finds it among the newest; only where {@link #present}.
   *
   * @throws TranslationRefused it cannot be translated
   * @throws org.sluiceiot.script.ScriptStopped it takes too long
   */
  static Translation translate(String source, ScriptLimits limits) throws TranslationRefused {
    Translation known = remembered(source);
    if (known != null) {
      return known;
    }
    if (source.length() > LONGEST) {
      throw new TranslationRefused(
          null, "it is longer than " + LONGEST + " characters", "shorten it");
    }
    Object result =
        ScriptThreads.translations()
            .call(new ScriptLimits(TIME, MEMORY, limits.tenant()), budget -> outcome(source));
    if (result instanceof TranslationRefused refused) {
      throw refused;
    }
    Translation translation = (Translation) result;
    synchronized (NEWEST) {
      NEWEST.put(source, translation);
    }
    return translation;
  }

  private static Translation remembered(String source) {
    synchronized (NEWEST) {
      return NEWEST.get(source);
    }
  }

  private static Object outcome(String source) {
    try {
      return Loaded.ONLY.translate(source);
    } catch (TranslationRefused e) {
      return e;
    }
  }
}
