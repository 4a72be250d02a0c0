package org.sluiceiot.kafka.downlink.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Whole numbers as scripts and hosts write them: {@code 5}, {@code 5.0}, {@code 5E0}. Stateless.
 */
public final class WholeNumber {
  private static final int LONGEST = 64;
  private static final int MOST_DIGITS = 19;

  private WholeNumber() {}

  /**
   * The number, without what is behind the point.
   *
   * @throws NumberFormatException it is no number, or beyond a long
   */
  public static long floor(String text) {
    try {
      return bounded(text).setScale(0, RoundingMode.FLOOR).longValueExact();
    } catch (ArithmeticException e) {
      throw new NumberFormatException("beyond a long");
    }
  }

  /**
   * @throws NumberFormatException it is no whole number, or beyond an int
   */
  public static int exact(String text) {
    try {
      return bounded(text).intValueExact();
    } catch (ArithmeticException e) {
      throw new NumberFormatException("not whole, or beyond an int");
    }
  }

  /** Refuses what would fill the memory once it is written in full. */
  private static BigDecimal bounded(String text) {
    String number = text.strip();
    if (number.length() > LONGEST) {
      throw new NumberFormatException("too long");
    }
    BigDecimal value = new BigDecimal(number);
    long whole = (long) value.precision() - value.scale();
    if (whole > MOST_DIGITS || value.scale() > LONGEST) {
      throw new NumberFormatException("too large or too fine");
    }
    return value;
  }
}
