/** Payloads that already are ThingsBoard's own formats. */
package org.sluiceiot.kafka.decode.thingsboard;
