package org.sluiceiot.kafka.guard;

/**
 * What the guard says of one record or message.
 *
 * @param loop whether it has been here before
 * @param path the path so far, for metadata {@code kafka.path}; empty when there is none
 */
public record Passage(boolean loop, String path) {}
