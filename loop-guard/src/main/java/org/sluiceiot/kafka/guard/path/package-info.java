/** The path of a record: the ids of the uplinks and downlinks that it has passed. */
package org.sluiceiot.kafka.guard.path;
