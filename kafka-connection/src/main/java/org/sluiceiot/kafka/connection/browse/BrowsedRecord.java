package org.sluiceiot.kafka.connection.browse;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record as people look at it, with what is large left out.
 *
 * @param key null when there is none or it is too large
 * @param value null for a tombstone, or when it is too large
 * @param headers the first hundred, those too large without their value
 * @param omitted whether a part was too large
 */
public record BrowsedRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    List<Field> headers,
    boolean omitted) {
  private static final int LARGEST = 64 * 1024;
  private static final int LARGEST_HEADER = 4 * 1024;
  private static final int MOST_HEADERS = 100;

  public BrowsedRecord {
    headers = List.copyOf(headers);
  }

  /**
   * A header.
   *
   * @param value may be null
   */
  public record Field(String name, byte[] value) {}

  static BrowsedRecord of(ConsumerRecord<byte[], byte[]> record) {
    List<Field> headers = new ArrayList<>();
    boolean omitted = tooLarge(record.key(), LARGEST) || tooLarge(record.value(), LARGEST);
    for (Header header : record.headers()) {
      omitted |= tooLarge(header.value(), LARGEST_HEADER) || headers.size() == MOST_HEADERS;
      if (headers.size() < MOST_HEADERS) {
        headers.add(new Field(header.key(), within(header.value(), LARGEST_HEADER)));
      }
    }
    return new BrowsedRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        within(record.key(), LARGEST),
        within(record.value(), LARGEST),
        headers,
        omitted);
  }

  private static boolean tooLarge(byte[] bytes, int largest) {
    return bytes != null && bytes.length > largest;
  }

  private static byte[] within(byte[] bytes, int largest) {
    return tooLarge(bytes, largest) ? null : bytes;
  }
}
