package org.sluiceiot.kafka.downlink.template;

import java.util.ArrayList;
import java.util.List;

/** Splits a template's text into its parts. */
final class TemplateParser {
  private static final String DEFAULT = ":-";

  private final String text;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int position;

  TemplateParser(String text) {
    this.text = text;
  }

  List<Part> parse() {
    while (position < text.length()) {
      if (text.startsWith("$${", position) || text.startsWith("$$[", position)) {
        literal.append(text, position + 1, position + 3);
        position += 3;
      } else if (text.startsWith("${", position)) {
        hole('{', '}');
      } else if (text.startsWith("$[", position)) {
        hole('[', ']');
      } else {
        literal.append(text.charAt(position++));
      }
    }
    endLiteral();
    return List.copyOf(parts);
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      parts.add(new Part.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private void hole(char open, char close) {
    int end = closing(open, close);
    String written = text.substring(position, end + 1);
    String inner = text.substring(position + 2, end);
    position = end + 1;
    int cut = inner.indexOf(DEFAULT, inner.startsWith("\"") ? inner.indexOf('"', 1) + 1 : 0);
    String name = cut < 0 ? inner : inner.substring(0, cut);
    if (name.isBlank()) {
      throw new IllegalArgumentException(written + " names no field");
    }
    String fallback = cut < 0 ? null : inner.substring(cut + DEFAULT.length());
    endLiteral();
    Field field = open == '[' ? DataPath.parse(name) : field(name);
    parts.add(new Part.Hole(written, field, fallback, Part.Place.TEXT));
  }

  private static Field field(String name) {
    return name.startsWith("@") ? MessageField.of(name.substring(1)) : new MetadataField(name);
  }

  private int closing(char open, char close) {
    int depth = 0;
    for (int i = position + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (open == '[' && c == '[' && text.startsWith("\"", i + 1)) {
        // A name in quotes may hold brackets.
        i = Math.max(i + 1, text.indexOf('"', i + 2));
        depth++;
      } else if (c == open) {
        depth++;
      } else if (c == close && --depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text.substring(position)
            + "' is not closed; write $$"
            + open
            + " for the text itself");
  }
}
