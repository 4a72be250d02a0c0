/** Configuration of the uplink: one record per concern. */
package org.sluiceiot.kafka.uplink.config;
