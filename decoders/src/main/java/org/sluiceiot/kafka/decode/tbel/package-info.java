/** TBEL, ThingsBoard's expression language, as a decoder. */
package org.sluiceiot.kafka.decode.tbel;
