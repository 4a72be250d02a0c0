/** Configuration of the downlink node. */
package org.sluiceiot.kafka.downlink.config;
