/** HTTP and sockets that keep to the operator's addresses. */
package org.sluiceiot.kafka.connection.http;
