/** Downlink: rule-chain messages to Kafka records. */
package org.sluiceiot.kafka.downlink;
