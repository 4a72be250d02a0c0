/** Sparkplug B. */
package org.sluiceiot.kafka.decode.sparkplug;
