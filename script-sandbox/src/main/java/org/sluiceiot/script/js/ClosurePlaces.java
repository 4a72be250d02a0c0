package org.sluiceiot.script.js;

import com.google.debugging.sourcemap.FilePosition;
import com.google.debugging.sourcemap.SourceMapConsumerV3;
import com.google.debugging.sourcemap.SourceMapParseException;
import com.google.javascript.jscomp.SourceMap;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the translator's source map: for each line, the first place that it came from. */
final class ClosurePlaces {
  private ClosurePlaces() {}

  /**
   * @param text the translation
   */
  static Places of(SourceMap map, String name, String text) {
    Places.Place[] lines = new Places.Place[(int) text.lines().count() + 1];
    try {
      StringBuilder json = new StringBuilder();
      map.appendTo(json, name);
      SourceMapConsumerV3 consumer = new SourceMapConsumerV3();
      consumer.parse(json.toString());
      consumer.visitMappings(
          (source, symbol, from, start, end) -> {
            if (source.equals(name)) {
              note(lines, start, from);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into a text in memory
    } catch (SourceMapParseException e) {
      throw new IllegalStateException(e); // its own
    }
    return new Places(lines);
  }

  private static void note(Places.Place[] lines, FilePosition at, FilePosition from) {
    int line = at.getLine();
    if (line < lines.length && lines[line] == null && from.getLine() > 0) {
      lines[line] = place(from.getLine() + 1, from.getColumn());
    }
  }

  /** Of the compiler's line from 1, of which the first is not the user's, and column from 0. */
  static Places.Place place(int line, int column) {
    return line < 2 ? null : new Places.Place(line - 1, Math.max(column, 0) + 1);
  }
}
