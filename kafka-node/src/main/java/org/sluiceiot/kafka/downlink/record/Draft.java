package org.sluiceiot.kafka.downlink.record;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.sluiceiot.kafka.downlink.send.PartitionChooser;

/**
 * A record made of a message, before the loop guard has seen it.
 *
 * @param chooser null when Kafka chooses the partition
 * @param size bytes of key, value and headers
 */
public record Draft(ProducerRecord<byte[], byte[]> record, PartitionChooser chooser, int size) {}
