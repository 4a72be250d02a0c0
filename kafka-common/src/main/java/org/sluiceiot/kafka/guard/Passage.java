package org.sluiceiot.kafka.guard;

/**
 * What the guard says of one record or message.
 *
 * @param loop whether it has been here before, more often than allowed
 * @param path the path so far, for metadata {@value #METADATA}; empty when there is none
 * @param words the path in words, for an event; empty unless it is a loop
 */
public record Passage(boolean loop, String path, String words) {
  /** Metadata that carries the path through a rule chain. */
  public static final String METADATA = "kafka.path";

  static final Passage UNSEEN = new Passage(false, "", "");
}
