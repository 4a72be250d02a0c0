package org.sluiceiot.kafka.decode;

/** What becomes of a text that is a number. */
public enum NumericText {
  /** It stays a text, with its leading and trailing zeros. */
  KEEP,
  /** It becomes a number, as ThingsBoard does it. */
  CONVERT;

  /** For the properties of the decoders. */
  public static final String HELP =
      "keep leaves a text a text, so that 0123 and 1.10 stay as sent; convert makes a number of a"
          + " text that is one, as ThingsBoard does.";
}
