package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;

/**
 * Bounds of one send queue.
 *
 * @param maxRecords records without an outcome
 * @param maxBytes bytes of these
 * @param dropOldest whether the longest waiting record makes room for a new one
 * @param window records that the client may have at once
 * @param maxWait until the client takes a record
 * @param topicWait until the topic exists
 * @param answerWait after that, until the client counts as dead
 */
public record QueueLimits(
    int maxRecords,
    long maxBytes,
    boolean dropOldest,
    int window,
    Duration maxWait,
    Duration topicWait,
    Duration answerWait) {}
