package org.sluiceiot.kafka.downlink.template;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells of a template's holes which stand between the quotes of a JSON text and which stand for a
 * JSON value, and whether the whole is JSON with something in their places.
 *
 * @param parts with their places
 * @param roots JSON values at the top; empty when the template is not JSON
 * @param problem where it is not JSON; null when it is
 */
record JsonPlaces(List<Part> parts, List<JsonToken> roots, String problem) {

  static JsonPlaces of(List<Part> parts) {
    List<Part> placed = new ArrayList<>();
    StringBuilder filled = new StringBuilder();
    boolean quoted = false;
    for (Part part : parts) {
      if (part instanceof Part.Literal literal) {
        quoted = quotedAfter(literal.text(), quoted);
        filled.append(literal.text());
        placed.add(part);
      } else {
        Part.Hole hole = (Part.Hole) part;
        placed.add(hole.at(quoted ? Part.Place.JSON_TEXT : Part.Place.JSON_VALUE));
        filled.append(standIn(hole.written().length(), quoted));
      }
    }
    List<JsonToken> roots = new ArrayList<>();
    String problem = read(filled.toString(), roots);
    return new JsonPlaces(placed, problem == null ? roots : List.of(), problem);
  }

  /**
   * Whether the template is clearly meant to be JSON: objects, or one array, or one text in quotes.
   * A lone field, or a line of values, is a text.
   */
  boolean meantAsJson() {
    if (roots.isEmpty()) {
      return false;
    }
    if (roots.stream().allMatch(JsonToken.START_OBJECT::equals)) {
      return true;
    }
    JsonToken first = roots.get(0);
    return roots.size() == 1 && (first == JsonToken.START_ARRAY || first == JsonToken.VALUE_STRING);
  }

  /** As long as what it stands for, so that columns are right; null joins with nothing. */
  private static String standIn(int length, boolean quoted) {
    return quoted ? "x".repeat(length) : "null" + " ".repeat(Math.max(0, length - 4));
  }

  private static boolean quotedAfter(String literal, boolean before) {
    boolean quoted = before;
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      }
    }
    return quoted;
  }

  private static String read(String text, List<JsonToken> roots) {
    try (JsonParser parser = DataJson.MAPPER.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        roots.add(token);
        parser.skipChildren();
      }
      return roots.isEmpty() ? "it is empty" : null;
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      return "line " + where.getLineNr() + ", column " + where.getColumnNr();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can be read", e);
    }
  }
}
