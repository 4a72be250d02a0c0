package org.sluiceiot.kafka.downlink.record;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record made of a message.
 *
 * @param route a partition, or a constant of {@link
 *     org.sluiceiot.kafka.downlink.send.PartitionChoice}
 * @param size bytes of key, value and headers
 */
public record Draft(ProducerRecord<byte[], byte[]> record, int route, int size) {}
