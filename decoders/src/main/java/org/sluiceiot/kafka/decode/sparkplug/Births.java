package org.sluiceiot.kafka.decode.sparkplug;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last birth of each edge node and device, kept over restarts. Of memory it takes a bounded
 * part; what has left it is read again when needed. Safe for any thread; files are read and written
 * outside of its lock.
 */
final class Births {
  /** Names and types together. */
  private static final int MOST_IN_MEMORY = 500_000;

  private static final float LOAD = 0.75f;

  private final Kept kept;
  private final Map<String, Birth> recent = new LinkedHashMap<>(16, LOAD, true);
  private int size;

  Births(Kept kept) {
    this.kept = kept;
  }

  /** A node or device was born. */
  void learn(String place, Birth birth) {
    if (!birth.equals(of(place))) {
      remember(place, birth);
      kept.write(file(place), birth.json());
    }
  }

  /** Its last birth, or {@link Birth#NONE}. */
  Birth of(String place) {
    Birth known = recent(place);
    if (known != null) {
      return known;
    }
    JsonNode json = kept.read(file(place));
    if (json == null) {
      return Birth.NONE;
    }
    Birth read = Birth.of(json);
    remember(place, read);
    return read;
  }

  private static String file(String place) {
    return "birth " + place;
  }

  private synchronized Birth recent(String place) {
    return recent.get(place);
  }

  private synchronized void remember(String place, Birth birth) {
    Birth before = recent.put(place, birth);
    size += birth.size() - (before == null ? 0 : before.size());
    Iterator<Map.Entry<String, Birth>> eldest = recent.entrySet().iterator();
    while (size > MOST_IN_MEMORY && recent.size() > 1) {
      size -= eldest.next().getValue().size();
      eldest.remove();
    }
  }
}
