/** Connecting to Kafka: one configuration and one way to make clients, for both directions. */
package org.sluiceiot.kafka.connection;
