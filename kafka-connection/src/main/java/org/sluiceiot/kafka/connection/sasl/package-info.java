/** SASL from structured fields. */
package org.sluiceiot.kafka.connection.sasl;
