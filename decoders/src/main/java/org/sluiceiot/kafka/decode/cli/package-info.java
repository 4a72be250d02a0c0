/** Dry runs of decoders: one record, or a library of converters; the command {@code decode}. */
package org.sluiceiot.kafka.decode.cli;
