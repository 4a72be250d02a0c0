/** The declarative JSON decoder. */
package org.sluiceiot.kafka.decode.json;
