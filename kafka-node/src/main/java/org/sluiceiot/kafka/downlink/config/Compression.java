package org.sluiceiot.kafka.downlink.config;

import java.util.Locale;

/** How batches of records are compressed. */
public enum Compression {
  NONE,
  GZIP,
  SNAPPY,
  LZ4,
  ZSTD;

  /** The value of Kafka's property. */
  public String property() {
    return name().toLowerCase(Locale.ROOT);
  }
}
