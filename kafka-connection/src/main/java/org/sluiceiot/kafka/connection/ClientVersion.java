package org.sluiceiot.kafka.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Names the Kafka clients that must not be used: through CVE-2026-35554 their producers can deliver
 * a record to the wrong topic without an error.
 */
final class ClientVersion {
  private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

  private ClientVersion() {}

  /** What is wrong with the client on the class path; empty when it is sound. */
  static Optional<String> defect() {
    return defect(version());
  }

  /** From the jar itself: the class that tells it is not at the same place in every version. */
  private static String version() {
    try (InputStream in =
        KafkaProducer.class.getResourceAsStream("/kafka/kafka-version.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown").strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the version of kafka-clients cannot be read", e);
    }
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
