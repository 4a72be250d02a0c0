package org.sluiceiot.kafka.connection;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Names the Kafka clients that must not be used: through CVE-2026-35554 their producers can deliver
 * a record to the wrong topic without an error.
 */
final class ClientVersion {
  private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

  private ClientVersion() {}

  /** What is wrong with the client on the class path; empty when it is sound. */
  static Optional<String> defect() {
    return defect(AppInfoParser.getVersion());
  }

  static Optional<String> defect(String version) {
    Matcher matcher = FORM.matcher(version);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int major = Integer.parseInt(matcher.group(1));
    int minor = Integer.parseInt(matcher.group(2));
    int patch = Integer.parseInt(matcher.group(3));
    boolean affected =
        switch (major) {
          case 2 -> minor >= 8;
          case 3 -> minor < 9 || minor == 9 && patch <= 1;
          case 4 -> minor <= 1 && patch <= 1;
          default -> false;
        };
    return affected
        ? Optional.of(
            "this host has kafka-clients "
                + version
                + ", which can deliver a record to the wrong topic (CVE-2026-35554)")
        : Optional.empty();
  }
}
