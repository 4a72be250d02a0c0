package org.sluiceiot.script.js;

import org.mozilla.javascript.RhinoException;

/** From the lines of what the engine runs to those of the user's script. Immutable. */
final class Places {
  /** A script that runs as it was written. */
  static final Places SAME = new Places(null);

  private final Place[] lines;

  /** From 1; a column of 0 is not known. */
  record Place(int line, int column) {
    @Override
    public String toString() {
      return "line " + line + (column > 0 ? ", column " + column : "");
    }
  }

  /**
   * @param lines by line of the translation from 0, where it came from; null where from nowhere;
   *     kept, not copied
   */
  Places(Place[] lines) {
    this.lines = lines;
  }

  /** Where the user's script is at fault; null where that is not known. */
  Place of(RhinoException error) {
    int line = error.lineNumber();
    if (lines == null) {
      return line > 0 ? new Place(line, error.columnNumber()) : null;
    }
    return line >= 0 && line < lines.length ? lines[line] : null;
  }
}
