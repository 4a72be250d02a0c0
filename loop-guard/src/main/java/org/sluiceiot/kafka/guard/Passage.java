package org.sluiceiot.kafka.guard;

import java.util.Map;
import org.sluiceiot.kafka.guard.path.Path;

/**
 * What the guard says of one record or message.
 *
 * @param loop whether it has been here before, more often than allowed
 * @param metadata the path so far as a message carries it, under {@value #PATH}; empty when there
 *     is none
 * @param words the path in words, for an event; empty unless it is a loop
 */
public record Passage(boolean loop, Map<String, String> metadata, String words) {
  /** Metadata that carries the path through a rule chain. */
  public static final String PATH = "kafka.path";

  static final Passage UNSEEN = new Passage(false, Map.of(), "");

  static Passage free(Path path) {
    return new Passage(false, Map.of(PATH, path.toString()), "");
  }

  static Passage loop(Path path, String words) {
    return new Passage(true, Map.of(PATH, path.toString()), words);
  }
}
