/** NG Gateway's envelopes. */
package org.sluiceiot.kafka.decode.ng;
