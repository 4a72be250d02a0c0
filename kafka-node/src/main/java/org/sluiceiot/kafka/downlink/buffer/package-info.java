/** Records on disk until a broker has them. */
package org.sluiceiot.kafka.downlink.buffer;
