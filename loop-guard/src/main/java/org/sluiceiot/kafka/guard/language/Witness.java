package org.sluiceiot.kafka.guard.language;

/**
 * Answer to the question for a topic of a language.
 *
 * @param topic a topic; null when there is none or the search was given up
 * @param decided false when the search was given up because it grew too large
 */
public record Witness(String topic, boolean decided) {}
