package org.sluiceiot.platform.telemetry;

/**
 * Some of an entity's keys, which may be very many.
 *
 * @param after the key before the first; empty for the beginning
 * @param search part of the keys, in any case; empty for all
 * @param limit most keys
 */
public record KeyPage(String after, String search, int limit) {
  /** Most keys of one page. */
  public static final int MOST = 10_000;

  /** The first keys. */
  public static final KeyPage FIRST = new KeyPage("", "", MOST);
}
