package org.sluiceiot.kafka.decode;

/** What becomes of NaN and the infinities, which no host can store as numbers. */
public enum NonFinite {
  /** The value is left out and counted. */
  SKIP,
  /** It is stored as the text NaN, Infinity or -Infinity. */
  TEXT,
  /** The record cannot be decoded. */
  FAIL;

  /** For the properties of the decoders. */
  public static final String HELP =
      "What becomes of NaN and Infinity: skip leaves the value out and counts it, text stores the"
          + " word, fail makes the record undecodable.";
}
