package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sluiceiot.kafka.decode.DecodeException;

/** Collects the rows of a payload and makes objects of them, once all are read. For one thread. */
final class CsvRows {
  private final CsvCells cells;
  private final List<String[]> rows = new ArrayList<>();

  /** Of the columns in their order; every row names them anew, with the same objects. */
  private final List<String> names = new ArrayList<>();

  CsvRows(CsvCells cells) {
    this.cells = cells;
  }

  /** How many were read. */
  int size() {
    return rows.size();
  }

  /**
   * Reads all rows.
   *
   * @throws IOException a row is not CSV
   * @throws DecodeException two columns have one name
   */
  void read(JsonParser parser) throws IOException, DecodeException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        rows.add(row(parser));
      }
    }
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isBlank() && names.indexOf(names.get(i)) < i) {
        throw new DecodeException(
            "two columns are named '" + names.get(i) + "', of which one would be lost");
      }
    }
  }

  private String[] row(JsonParser parser) throws IOException {
    String[] row = new String[Math.max(8, names.size())];
    int column = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      if (column == names.size()) {
        names.add(parser.currentName());
      }
      if (column == row.length) {
        row = java.util.Arrays.copyOf(row, 2 * column);
      }
      // An empty cell is null.
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        row[column] = parser.getText();
        cells.see(column, row[column]);
      }
      column++;
    }
    return row;
  }

  /** An object per row; an empty cell is null. */
  ArrayNode typed(JsonNodeFactory nodes) {
    ArrayNode typed = nodes.arrayNode(rows.size());
    for (String[] row : rows) {
      ObjectNode object = typed.addObject();
      for (int column = 0; column < names.size() && column < row.length; column++) {
        String name = names.get(column);
        if (row[column] != null) {
          object.set(name, cells.typed(column, row[column]));
        } else if (!name.isBlank() || !object.has(name)) { // of columns without a name, a value
          object.set(name, nodes.nullNode());
        }
      }
    }
    return typed;
  }
}
