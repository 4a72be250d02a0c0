/** TLS from PEM texts: repair, check, contexts. */
package org.sluiceiot.kafka.connection.tls;
