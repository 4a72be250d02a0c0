package org.sluiceiot.kafka.decode;

import java.time.Instant;
import java.util.List;

/**
 * A consumed record as filters, decoders and metadata see it. The byte arrays are shared, not
 * copied: nobody changes them.
 *
 * @param key null when the record has none
 * @param value null for a tombstone
 * @param headers in order; a name may repeat
 * @param timestamp null when the record has none
 * @param timestampType {@code create}, {@code append} or {@code undefined}
 */
public record SourceRecord(
    String topic,
    int partition,
    long offset,
    byte[] key,
    byte[] value,
    List<Header> headers,
    Instant timestamp,
    String timestampType) {

  /**
   * @param value may be null
   */
  public record Header(String name, byte[] value) {}

  /** Whether the record has no value at all, which for a compacted topic means deletion. */
  public boolean tombstone() {
    return value == null;
  }

  /** Value of the last header of this name, or null. */
  public byte[] header(String name) {
    for (int i = headers.size() - 1; i >= 0; i--) {
      if (headers.get(i).name().equals(name)) {
        return headers.get(i).value();
      }
    }
    return null;
  }
}
