/** A record decoded once for a person to look at; nothing is delivered. */
package org.sluiceiot.kafka.decode.dryrun;
