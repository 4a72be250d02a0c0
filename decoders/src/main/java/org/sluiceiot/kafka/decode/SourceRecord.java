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
 * @param keyFormat how the key is read as text; never null
 */
public record SourceRecord(
    String topic,
    int partition,
    long offset,
    byte[] key,
    byte[] value,
    List<Header> headers,
    Instant timestamp,
    String timestampType,
    KeyFormat keyFormat) {

  /** A record whose key's bytes say themselves how they are read. */
  public SourceRecord(
      String topic,
      int partition,
      long offset,
      byte[] key,
      byte[] value,
      List<Header> headers,
      Instant timestamp,
      String timestampType) {
    this(topic, partition, offset, key, value, headers, timestamp, timestampType, KeyFormat.AUTO);
  }

  /**
   * @param value may be null
   */
  public record Header(String name, byte[] value) {}

  /** Whether the record has no value at all, which for a compacted topic means deletion. */
  public boolean tombstone() {
    return value == null;
  }

  /** The same record with another value. */
  public SourceRecord withValue(byte[] other) {
    return new SourceRecord(
        topic, partition, offset, key, other, headers, timestamp, timestampType, keyFormat);
  }

  /** The same record, its key read in another way. */
  public SourceRecord withKeyFormat(KeyFormat other) {
    return new SourceRecord(
        topic, partition, offset, key, value, headers, timestamp, timestampType, other);
  }

  /** The key as text, see {@link KeyFormat}; null when there is none. */
  public String keyText() {
    return keyFormat.text(key);
  }

  /** The last header of this name as {@link RecordMetadata#headerText} reads it, or null. */
  public String headerText(String name) {
    byte[] bytes = header(name);
    return bytes == null ? null : RecordMetadata.headerText(bytes);
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
