/** Templates over a rule message: compiled once, rendered without side effects. */
package org.sluiceiot.kafka.downlink.template;
