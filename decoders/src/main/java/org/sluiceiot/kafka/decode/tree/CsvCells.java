package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Tells numbers from texts, column by column: in CSV everything is text. A column in which a cell
 * has a leading zero or a plus (a serial number, a postcode, a telephone number) holds texts. In a
 * column in which a cell has a decimal comma the comma is the decimal sign and a point groups
 * thousands. For one thread.
 */
final class CsvCells {
  private static final Pattern WITH_COMMA =
      Pattern.compile("-?(\\d{1,30}|\\d{1,3}(\\.\\d{3}){1,9}),\\d{1,30}");
  private static final Pattern COMMA =
      Pattern.compile("-?(\\d{1,30}|\\d{1,3}(\\.\\d{3}){1,9})(,\\d{1,30})?");
  private static final int LONGEST_PART = 30;
  private static final int LONGEST_LONG = 18;

  private final boolean find;
  private final Column otherwise;
  private Column[] columns = new Column[16];

  /** What a column's cells are. */
  private enum Column {
    TEXTS,
    WITH_POINT,
    WITH_COMMA
  }

  /**
   * @param separator of the values; a comma cannot be found to be a decimal sign beside it
   */
  CsvCells(CsvDecoderConfig.Decimal decimal, char separator) {
    find = decimal == CsvDecoderConfig.Decimal.AUTO && separator != ',';
    otherwise = decimal == CsvDecoderConfig.Decimal.COMMA ? Column.WITH_COMMA : Column.WITH_POINT;
  }

  /** Looks at a cell; all of a column are looked at before one is typed. */
  void see(int column, String cell) {
    if (column >= columns.length) {
      columns = java.util.Arrays.copyOf(columns, 2 * column);
    }
    Column before = columns[column];
    if (before == Column.TEXTS) {
      return;
    }
    if (mayBeNumber(cell) && code(cell)) {
      columns[column] = Column.TEXTS;
    } else if (find && cell.indexOf(',') > 0 && WITH_COMMA.matcher(cell).matches()) {
      columns[column] = Column.WITH_COMMA;
    } else if (before == null) {
      columns[column] = otherwise;
    }
  }

  /** The first character, which spares most texts the rest. */
  private static boolean mayBeNumber(String cell) {
    char first = cell.isEmpty() ? ' ' : cell.charAt(0);
    return digit(first) || first == '-' || first == '+' || first == '.';
  }

  /** Whether it begins with a plus, or with a zero before another digit. */
  private static boolean code(String cell) {
    int at = cell.charAt(0) == '-' ? 1 : 0;
    return cell.charAt(0) == '+'
        || at + 1 < cell.length() && cell.charAt(at) == '0' && digit(cell.charAt(at + 1));
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A cell as its column has them. */
  JsonNode typed(int column, String text) {
    if (columns[column] == Column.TEXTS || text.isEmpty()) {
      return TextNode.valueOf(text);
    }
    if (!mayBeNumber(text)) {
      return text.equals("NaN") || text.equals("Infinity")
          ? DoubleNode.valueOf(Double.parseDouble(text))
          : TextNode.valueOf(text);
    }
    if (text.equals("-Infinity")) {
      return DoubleNode.valueOf(Double.NEGATIVE_INFINITY);
    }
    if (columns[column] == Column.WITH_COMMA) {
      return COMMA.matcher(text).matches()
          ? number(text.replace(".", "").replace(',', '.'))
          : TextNode.valueOf(text);
    }
    return withPoint(text) ? number(text) : TextNode.valueOf(text);
  }

  /**
   * An optional minus, digits, perhaps a point with more digits, and perhaps an exponent; without a
   * point or a sign in it (12E5) that is a name.
   */
  private static boolean withPoint(String text) {
    int from = text.charAt(0) == '-' ? 1 : 0;
    int whole = digits(text, from);
    int end = whole;
    boolean point = whole < text.length() && text.charAt(whole) == '.';
    if (point) {
      end = digits(text, whole + 1);
    }
    boolean parts =
        point ? whole - from <= LONGEST_PART && part(end - whole - 1) : part(end - from);
    return parts && (end == text.length() || exponent(text, end, point));
  }

  private static boolean exponent(String text, int from, boolean point) {
    char mark = text.charAt(from);
    if (mark != 'e' && mark != 'E' || from + 1 == text.length()) {
      return false;
    }
    char sign = text.charAt(from + 1);
    boolean signed = sign == '-' || sign == '+';
    int digits = from + (signed ? 2 : 1);
    int count = text.length() - digits;
    return (signed || point) && count >= 1 && count <= 3 && digits(text, digits) == text.length();
  }

  private static boolean part(int length) {
    return length >= 1 && length <= LONGEST_PART;
  }

  /** Where the digits that begin here end. */
  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && digit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static JsonNode number(String text) {
    if (text.indexOf('.') >= 0 || text.indexOf('e') > 0 || text.indexOf('E') > 0) {
      return DecimalNode.valueOf(new BigDecimal(text));
    }
    return text.length() <= LONGEST_LONG
        ? LongNode.valueOf(Long.parseLong(text))
        : JsonNodeFactory.instance.numberNode(new BigDecimal(text).toBigInteger());
  }
}
