package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;

/**
 * Bounds of one outlet.
 *
 * @param maxRecords records without an outcome
 * @param maxBytes bytes of these
 * @param dropOldest whether the longest waiting record makes room for a new one
 * @param window records with the producer at once
 * @param maxWait until handed to the producer
 * @param topicWait until the topic exists
 * @param answerWait after the hand-over, until the producer counts as dead
 */
public record Limits(
    int maxRecords,
    long maxBytes,
    boolean dropOldest,
    int window,
    Duration maxWait,
    Duration topicWait,
    Duration answerWait) {}
