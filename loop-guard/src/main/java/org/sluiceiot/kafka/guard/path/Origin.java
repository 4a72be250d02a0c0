package org.sluiceiot.kafka.guard.path;

/**
 * Where a record comes from, as far as its headers say.
 *
 * @param path empty unless the kind is {@link Kind#KNOWN}
 */
public record Origin(Kind kind, Path path) {
  /** How much a header is worth. */
  public enum Kind {
    /** No header. */
    NONE,
    /** A header that can be trusted as much as the configuration asks for. */
    KNOWN,
    /** Not of the documented form. */
    GARBLED,
    /** Signatures are asked for, and this one is missing or wrong. */
    FORGED
  }

  static final Origin NONE = new Origin(Kind.NONE, Path.EMPTY);
  static final Origin GARBLED = new Origin(Kind.GARBLED, Path.EMPTY);
  static final Origin FORGED = new Origin(Kind.FORGED, Path.EMPTY);
}
