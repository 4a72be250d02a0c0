/**
 * Trying a connection layer by layer, and knowing the cluster behind it before a Kafka client
 * follows its advertised addresses.
 */
package org.sluiceiot.kafka.connection.check;
