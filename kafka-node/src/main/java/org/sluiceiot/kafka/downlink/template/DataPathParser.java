package org.sluiceiot.kafka.downlink.template;

import java.util.ArrayList;
import java.util.List;

/** Splits the text of a data path into its steps. */
final class DataPathParser {
  private final String text;
  private final List<String> steps = new ArrayList<>();
  private final List<Boolean> byDot = new ArrayList<>();
  private int position;

  DataPathParser(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException a step is empty or not closed
   */
  List<List<String>> parse() {
    do {
      if (text.startsWith("[", position)) {
        position++;
        step(text.startsWith("\"", position) ? quoted() : upTo("]"), false);
        expect(']');
      } else if (text.startsWith("\"", position)) {
        step(quoted(), false);
      } else {
        step(upTo(".["), true);
      }
    } while (goesOn());
    return DataPath.joined(steps, byDot);
  }

  /** Past a dot, or at a bracket. */
  private boolean goesOn() {
    if (position == text.length()) {
      return false;
    }
    if (text.charAt(position) == '.') {
      position++;
      return true;
    }
    if (text.charAt(position) == '[') {
      return true;
    }
    throw new IllegalArgumentException(
        "$[" + text + "] needs a dot before '" + text.substring(position) + "'");
  }

  private void step(String name, boolean dotted) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("$[" + text + "] has an empty step");
    }
    steps.add(name);
    byDot.add(dotted);
  }

  private String upTo(String ends) {
    int start = position;
    while (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position);
  }

  private String quoted() {
    position++;
    String name = upTo("\"");
    expect('"');
    return name;
  }

  private void expect(char end) {
    if (position >= text.length() || text.charAt(position) != end) {
      throw new IllegalArgumentException("$[" + text + "] lacks a closing " + end);
    }
    position++;
  }
}
