/** CloudEvents in their structured and binary forms. */
package org.sluiceiot.kafka.decode.cloudevents;
