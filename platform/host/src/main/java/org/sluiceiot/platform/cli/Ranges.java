package org.sluiceiot.platform.cli;

import org.sluiceiot.api.plugin.UsageException;

/** Bounds of whole numbers on the command line. Stateless. */
final class Ranges {
  private Ranges() {}

  /**
   * @throws UsageException it is less or more
   */
  static void check(String option, int given, int least, int most) {
    if (given < least || given > most) {
      throw new UsageException(
          "%s is %d and must be %d to %d".formatted(option, given, least, most));
    }
  }
}
