package org.sluiceiot.kafka.decode.tree;

import java.util.ArrayList;
import java.util.List;
import org.sluiceiot.kafka.decode.DecodeException;

/** Finds the character between two values from the first rows. Stateless, safe for any thread. */
final class CsvSeparator {
  /** The rarer within values stands before the more frequent. */
  private static final char[] USUAL = {';', '\t', '|', ','};

  private static final int LOOKED_AT = 3;

  private CsvSeparator() {}

  /**
   * The separator that most often stands in the first row and as often in those behind it.
   *
   * @param columns how many there must be, or 0 when the first row says it
   */
  static char find(String text, int columns) {
    List<String> rows = rows(text);
    char best = ',';
    int most = 0;
    for (char one : USUAL) {
      int count = rows.isEmpty() ? 0 : count(rows.get(0), one);
      boolean even = rows.stream().allMatch(row -> count(row, one) == count);
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
  static void check(String text, char separator, int columns) throws DecodeException {
    if (text.indexOf(separator) >= 0 || columns == 1) {
      return;
    }
    List<String> rows = rows(text);
    char other = find(text, columns);
    boolean found = !rows.isEmpty() && count(rows.get(0), other) > 0;
    if (found || columns > 1) {
      throw new DecodeException(
          "separator: "
              + shown(separator)
              + " occurs nowhere in the payload"
              + (found ? ", but " + shown(other) + " does" : "")
              + "; set the one that it has, or auto");
    }
  }

  private static String shown(char separator) {
    return separator == '\t' ? "the tab" : "'" + separator + "'";
  }

  /** The first rows that are not blank; a row ends at a line break outside of quotes. */
  private static List<String> rows(String text) {
    List<String> rows = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i <= text.length() && rows.size() < LOOKED_AT; i++) {
      char c = i == text.length() ? '\n' : text.charAt(i);
      quoted ^= c == '"';
      if (i == text.length() || !quoted && (c == '\n' || c == '\r')) {
        String row = text.substring(from, i);
        if (!row.isBlank()) {
          rows.add(row);
        }
        from = i + 1;
      }
    }
    return rows;
  }

  private static int count(String row, char separator) {
    int count = 0;
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      quoted ^= row.charAt(i) == '"';
      count += !quoted && row.charAt(i) == separator ? 1 : 0;
    }
    return count;
  }
}
