/** Which offsets are acknowledged and where a group begins: pure Java, no client. */
package org.sluiceiot.kafka.uplink.offsets;
