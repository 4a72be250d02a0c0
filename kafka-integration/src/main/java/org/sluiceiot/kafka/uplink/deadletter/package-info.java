/** The dead letter topic: records that failed for good, kept with the reason, and sent again. */
package org.sluiceiot.kafka.uplink.deadletter;
