package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells numbers from texts, column by column: in CSV everything is text. A column in which a cell
 * has a leading zero or a plus (a serial number, a postcode, a telephone number) holds texts. In a
 * column in which a cell has a decimal comma the comma is the decimal sign and a point groups
 * thousands. Stateless, safe for any thread.
 */
final class CsvCells {
  private static final Pattern CODE = Pattern.compile("\\+.*|-?0\\d.*");
  private static final Pattern POINT = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
  private static final Pattern WITH_COMMA =
      Pattern.compile("-?(\\d{1,30}|\\d{1,3}(\\.\\d{3}){1,9}),\\d{1,30}");
  private static final Pattern COMMA =
      Pattern.compile("-?(\\d{1,30}|\\d{1,3}(\\.\\d{3}){1,9})(,\\d{1,30})?");

  private CsvCells() {}

  /** What a column's cells are. */
  private enum Column {
    TEXTS,
    WITH_POINT,
    WITH_COMMA
  }

  /**
   * Replaces cells that are numbers by numbers, in place.
   *
   * @param separator of the values; a comma cannot be found to be a decimal sign beside it
   */
  static void type(ArrayNode rows, CsvDecoderConfig.Decimal decimal, char separator) {
    Map<String, Column> columns = new HashMap<>();
    boolean find = decimal == CsvDecoderConfig.Decimal.AUTO && separator != ',';
    Column otherwise =
        decimal == CsvDecoderConfig.Decimal.COMMA ? Column.WITH_COMMA : Column.WITH_POINT;
    for (JsonNode row : rows) {
      for (Map.Entry<String, JsonNode> cell : row.properties()) {
        if (cell.getValue().isTextual()) {
          Column seen = column(cell.getValue().textValue(), find, otherwise);
          columns.merge(cell.getKey(), seen, (a, b) -> stronger(a, b, otherwise));
        }
      }
    }
    for (JsonNode row : rows) {
      for (Map.Entry<String, JsonNode> cell : row.properties()) {
        if (cell.getValue().isTextual()) {
          JsonNode typed = typed(cell.getValue(), columns.get(cell.getKey()));
          ((ObjectNode) row).set(cell.getKey(), typed);
        }
      }
    }
  }

  private static Column column(String cell, boolean find, Column otherwise) {
    if (mayBeNumber(cell) && CODE.matcher(cell).matches()) {
      return Column.TEXTS;
    }
    return find && cell.indexOf(',') > 0 && WITH_COMMA.matcher(cell).matches()
        ? Column.WITH_COMMA
        : otherwise;
  }

  /** Spares most texts the patterns. */
  private static boolean mayBeNumber(String cell) {
    char first = cell.isEmpty() ? ' ' : cell.charAt(0);
    return first >= '0' && first <= '9' || first == '-' || first == '+';
  }

  private static Column stronger(Column a, Column b, Column otherwise) {
    if (a == Column.TEXTS || b == Column.TEXTS) {
      return Column.TEXTS;
    }
    return a == otherwise ? b : a;
  }

  private static JsonNode typed(JsonNode cell, Column column) {
    String text = cell.textValue();
    if (column == Column.TEXTS || text.isEmpty()) {
      return cell;
    }
    if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
      return DoubleNode.valueOf(Double.parseDouble(text));
    }
    boolean comma = column == Column.WITH_COMMA;
    if (!mayBeNumber(text) || !(comma ? COMMA : POINT).matcher(text).matches()) {
      return cell;
    }
    BigDecimal number = new BigDecimal(comma ? text.replace(".", "").replace(',', '.') : text);
    return number.scale() == 0
        ? JsonNodeFactory.instance.numberNode(number.toBigInteger())
        : DecimalNode.valueOf(number);
  }
}
