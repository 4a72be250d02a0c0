/** InfluxDB line protocol. */
package org.sluiceiot.kafka.decode.lineprotocol;
