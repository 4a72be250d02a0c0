package org.sluiceiot.kafka.connection.sasl;

import org.sluiceiot.api.config.Problems;

/** Rules for texts that go into a login. */
final class Credentials {
  private Credentials() {}

  static void check(String text, Problems at) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      at.add("holds a line break or another control character", "remove it");
    } else if (text.contains("${")) {
      at.add("holds '${', which is not resolved here", "give the value itself");
    } else if (text.isBlank()) {
      at.add("is blank", "give a value");
    }
  }

  static void checkOptional(String text, Problems at) {
    if (text != null && !text.isEmpty()) {
      check(text, at);
    }
  }
}
