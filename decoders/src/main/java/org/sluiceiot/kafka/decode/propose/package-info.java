/** Proposes how a record that somebody looks at could be decoded. */
package org.sluiceiot.kafka.decode.propose;
