/** Routes: which record goes to which decoder, under which policies. */
package org.sluiceiot.kafka.uplink.route;
