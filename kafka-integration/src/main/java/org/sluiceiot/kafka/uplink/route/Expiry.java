package org.sluiceiot.kafka.uplink.route;

import java.time.Duration;
import java.time.Instant;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.uplink.config.EntityConfig;

/**
 * Whether a record has outlived its headers {@code creation-time} (milliseconds) and {@code ttl}
 * (seconds). A header that is not a number counts as missing. Safe for any thread, never throws.
 */
final class Expiry {
  private static final long NONE = -1;

  private final boolean obeyed;
  private final Duration defaultTimeToLive;

  Expiry(EntityConfig config) {
    obeyed = config.obeyExpiry();
    defaultTimeToLive = config.defaultTimeToLive();
  }

  boolean expired(SourceRecord record, Instant now) {
    if (!obeyed || record.headers().isEmpty()) {
      return false;
    }
    long created = number(record.headerText("creation-time"));
    if (created == NONE) {
      return false;
    }
    long seconds = number(record.headerText("ttl"));
    if (seconds == NONE && defaultTimeToLive == null) {
      return false;
    }
    long millis = seconds == NONE ? defaultTimeToLive.toMillis() : seconds * 1000;
    return now.toEpochMilli() - created > millis;
  }

  private static long number(String header) {
    if (header == null || header.isEmpty() || header.length() > 15) {
      return NONE;
    }
    boolean digits = header.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Long.parseLong(header) : NONE;
  }
}
