package org.sluiceiot.kafka.uplink.config;

/** What a decoder is given as the payload. */
public enum DecoderInput {
  /** The record's value. */
  VALUE,
  /** The whole record as a JSON document. */
  DOCUMENT
}
