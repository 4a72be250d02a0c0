/**
 * A cluster's topics and their newest records, as people look at them: short-lived clients, no
 * consumer group, no commit, bounded in time and number.
 */
package org.sluiceiot.kafka.connection.browse;
