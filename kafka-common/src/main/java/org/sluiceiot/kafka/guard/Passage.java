package org.sluiceiot.kafka.guard;

/**
 * What the guard says of one record or message.
 *
 * @param loop whether it has been here before, more often than allowed
 * @param path the path so far, for metadata {@code kafka.path}; empty when there is none
 * @param words the path in words, for an event; empty unless it is a loop
 */
public record Passage(boolean loop, String path, String words) {
  static final Passage UNSEEN = new Passage(false, "", "");
}
