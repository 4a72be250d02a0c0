/** What a record's value is made of. */
package org.sluiceiot.kafka.downlink.value;
