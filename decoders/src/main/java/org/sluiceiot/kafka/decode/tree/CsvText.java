package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Arrays;
import org.sluiceiot.kafka.decode.DecodeException;

/** What stands around the rows of CSV. Stateless. */
final class CsvText {
  private static final byte[] NAMES_SEPARATOR = {'s', 'e', 'p', '='};
  private static final int MARK = 3;

  private CsvText() {}

  /** The rows; the same array unless its first line names the separator, as spreadsheets do. */
  static byte[] rows(byte[] text) {
    int from = start(text);
    int end = from + NAMES_SEPARATOR.length + 1;
    if (text.length <= end
        || !Arrays.equals(text, from, end - 1, NAMES_SEPARATOR, 0, NAMES_SEPARATOR.length)
        || text[end] != '\n' && text[end] != '\r') {
      return text;
    }
    return Arrays.copyOfRange(text, end, text.length);
  }

  /** The separator that the first line names. */
  static char named(byte[] text) {
    return (char) text[start(text) + NAMES_SEPARATOR.length];
  }

  /** Behind a byte order mark. */
  private static int start(byte[] text) {
    boolean marked =
        text.length > MARK
            && text[0] == (byte) 0xEF
            && text[1] == (byte) 0xBB
            && text[2] == (byte) 0xBF;
    return marked ? MARK : 0;
  }

  /** What is wrong with a row, without the words of the library about itself. */
  static DecodeException error(int row, IOException e) {
    if (e instanceof CharConversionException) {
      return new DecodeException(
          "row " + row + " is not CSV: its characters are not UTF-8; send the text as UTF-8", e);
    }
    String why =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    String text = why != null && why.startsWith("Empty header line") ? "it has no header row" : why;
    return new DecodeException("row " + row + " is not CSV: " + text, e);
  }
}
