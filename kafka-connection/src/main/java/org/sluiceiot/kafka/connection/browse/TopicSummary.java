package org.sluiceiot.kafka.connection.browse;

/**
 * A topic at one moment.
 *
 * @param partitions zero when this login may not describe the topic
 * @param records first to last offset of all partitions, of which a compacted topic holds fewer;
 *     null when this login may not read the topic
 * @param newest time of the newest record in milliseconds since the epoch; null when there is none
 *     or the broker does not tell
 */
public record TopicSummary(String name, int partitions, Long records, Long newest) {}
