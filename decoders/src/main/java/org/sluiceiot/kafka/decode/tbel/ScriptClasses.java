package org.sluiceiot.kafka.decode.tbel;

import java.util.Map;
import java.util.Set;

/**
 * The classes that a script can name: those that the sandbox imports, and few of java.util. The
 * language's own loader gives all of java.util, with its log files, archives and timers. Of random
 * numbers only {@link ScriptRandom} is there, under the name {@code Random}. Safe for any thread.
 */
final class ScriptClasses extends ClassLoader {
  private static final Set<String> UTIL =
      Set.of(
          "ArrayList",
          "LinkedList",
          "List",
          "Collection",
          "Collections",
          "Arrays",
          "HashMap",
          "LinkedHashMap",
          "TreeMap",
          "Map",
          "Map$Entry",
          "HashSet",
          "LinkedHashSet",
          "TreeSet",
          "Set",
          "Date",
          "Calendar",
          "GregorianCalendar",
          "TimeZone",
          "UUID",
          "Objects");

  private final ClassLoader sandbox;
  private final Map<String, Object> imports;

  ScriptClasses(ClassLoader sandbox, Map<String, Object> imports) {
    super(null);
    this.sandbox = sandbox;
    this.imports = imports;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean util =
        name.startsWith("java.util.") && UTIL.contains(name.substring("java.util.".length()));
    boolean imported =
        imports.values().stream()
            .anyMatch(known -> known instanceof Class<?> type && type.getName().equals(name));
    if (!util && !imported) {
      throw new ClassNotFoundException(name);
    }
    return sandbox.loadClass(name);
  }
}
