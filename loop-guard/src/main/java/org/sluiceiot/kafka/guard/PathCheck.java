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
public record PathCheck(boolean loop, Map<String, String> metadata, String words) {
  /** Metadata that carries the path through a rule chain. */
  public static final String PATH = "kafka.path";

  static final PathCheck UNSEEN = new PathCheck(false, Map.of(), "");

  static PathCheck free(Path path) {
    return new PathCheck(false, Map.of(PATH, path.toString()), "");
  }

  static PathCheck loop(Path path, String words) {
    return new PathCheck(true, Map.of(PATH, path.toString()), words);
  }
}
