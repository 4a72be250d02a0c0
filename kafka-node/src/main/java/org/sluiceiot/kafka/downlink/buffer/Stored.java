package org.sluiceiot.kafka.downlink.buffer;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record as the buffer keeps it.
 *
 * @param route a partition, or a constant of {@link
 *     org.sluiceiot.kafka.downlink.send.PartitionChoice}
 * @param millis when it was stored, since the epoch
 */
record Stored(ProducerRecord<byte[], byte[]> record, int route, long millis) {}
