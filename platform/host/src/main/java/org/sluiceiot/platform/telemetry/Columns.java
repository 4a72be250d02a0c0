package org.sluiceiot.platform.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** How a value is spread over the columns l, d, b, s and j. */
final class Columns {
  static final String NAMES = "l, d, b, s, j";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int[] SQL_TYPES = {
    Types.BIGINT, Types.DOUBLE, Types.BOOLEAN, Types.VARCHAR, Types.VARCHAR
  };

  private Columns() {}

  /** Sets the five parameters from {@code first} on. */
  static void set(PreparedStatement statement, int first, Object value) throws SQLException {
    int at = column(value);
    for (int i = 0; i < SQL_TYPES.length; i++) {
      if (i != at) {
        statement.setNull(first + i, SQL_TYPES[i]);
      }
    }
    switch (at) {
      case 0 -> statement.setLong(first, (Long) value);
      case 1 -> statement.setDouble(first + 1, (Double) value);
      case 2 -> statement.setBoolean(first + 2, (Boolean) value);
      case 3 -> statement.setString(first + 3, (String) value);
      default -> statement.setString(first + 4, value.toString());
    }
  }

  private static int column(Object value) {
    if (value instanceof Long) {
      return 0;
    }
    if (value instanceof Double) {
      return 1;
    }
    if (value instanceof Boolean) {
      return 2;
    }
    return value instanceof String ? 3 : 4;
  }

  /** The value of a row that has the five columns. */
  static Object get(ResultSet row) throws SQLException {
    long whole = row.getLong("l");
    if (!row.wasNull()) {
      return whole;
    }
    double number = row.getDouble("d");
    if (!row.wasNull()) {
      return number;
    }
    boolean truth = row.getBoolean("b");
    if (!row.wasNull()) {
      return truth;
    }
    String text = row.getString("s");
    return text != null ? text : json(row.getString("j"));
  }

  private static JsonNode json(String text) throws SQLException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("a stored value is not JSON", e);
    }
  }
}
