package org.sluiceiot.kafka.decode.tree;

import java.util.Arrays;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.RecordMetadata;

/** Finds the character between two values from the first rows. Used once. */
final class CsvSeparator {
  /** The rarer within values stands before the more frequent. */
  private static final char[] USUAL = {';', '\t', '|', ','};

  private static final int LOOKED_AT = 3;

  /** How often each of the usual ones stands in a row, outside of quotes. */
  private final int[][] counts = new int[LOOKED_AT][USUAL.length];

  private int rows;

  private CsvSeparator(byte[] text) {
    boolean quoted = false;
    boolean blank = true;
    for (int i = 0; i <= text.length && rows < LOOKED_AT; i++) {
      byte c = i == text.length ? (byte) '\n' : text[i];
      quoted ^= c == '"';
      if (i == text.length || !quoted && (c == '\n' || c == '\r')) {
        // Of a blank row what was counted is forgotten: tabs, which are blank themselves.
        if (blank) {
          Arrays.fill(counts[rows], 0);
        }
        rows += blank ? 0 : 1;
        blank = true;
      } else {
        blank &= c == ' ' || c >= '\t' && c <= '\r';
        count(c, quoted);
      }
    }
  }

  private void count(byte c, boolean quoted) {
    for (int i = 0; !quoted && i < USUAL.length; i++) {
      if (USUAL[i] == c) {
        counts[rows][i]++;
      }
    }
  }

  /**
   * The separator that most often stands in the first row and as often in those behind it.
   *
   * @param columns how many there must be, or 0 when the first row says it
   */
  static char find(byte[] text, int columns) {
    return USUAL[new CsvSeparator(text).best(columns)];
  }

  private int best(int columns) {
    int best = USUAL.length - 1;
    int most = 0;
    for (int one = 0; one < USUAL.length; one++) {
      int count = counts[0][one];
      boolean even = true;
      for (int row = 1; row < rows; row++) {
        even &= counts[row][one] == count;
      }
      boolean fits = columns == 0 || count == columns - 1;
      int weight = count == 0 ? 0 : count + (even ? 1 << 16 : 0) + (fits ? 1 << 17 : 0);
      if (weight > most) {
        most = weight;
        best = one;
      }
    }
    return best;
  }

  /**
   * Refuses a configured separator that the payload does not have.
   *
   * @throws DecodeException it occurs nowhere, though there must be several columns
   */
  static void check(byte[] value, char separator, int columns) throws DecodeException {
    if (columns == 1 || RecordMetadata.text(value).indexOf(separator) >= 0) {
      return;
    }
    CsvSeparator others = new CsvSeparator(value);
    int other = others.best(columns);
    boolean found = others.counts[0][other] > 0;
    if (found || columns > 1) {
      throw new DecodeException(
          "separator: "
              + shown(separator)
              + " occurs nowhere in the payload"
              + (found ? ", but " + shown(USUAL[other]) + " does" : "")
              + "; set the one that it has, or auto");
    }
  }

  private static String shown(char separator) {
    return separator == '\t' ? "the tab" : "'" + separator + "'";
  }
}
