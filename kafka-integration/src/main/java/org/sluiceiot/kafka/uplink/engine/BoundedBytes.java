package org.sluiceiot.kafka.uplink.engine;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A record's key or value as bytes, if it is no larger than {@value #LIMIT} says. A few bytes on
 * the broker can be gigabytes once uncompressed; the client has them in memory by the time it asks
 * here, so this saves the second copy and gives the offset, not the first.
 *
 * <p>Made by the Kafka client; for its one thread.
 */
public final class BoundedBytes implements Deserializer<byte[]> {
  /** Name of the property that holds the largest number of bytes. */
  static final String LIMIT = "sluice.record.bytes";

  private int limit = Integer.MAX_VALUE;

  @Override
  public void configure(Map<String, ?> properties, boolean forKeys) {
    if (properties.get(LIMIT) instanceof Integer bytes) {
      limit = bytes;
    }
  }

  @Override
  public byte[] deserialize(String topic, byte[] data) {
    check(data == null ? 0 : data.length);
    return data;
  }

  @Override
  public byte[] deserialize(String topic, Headers headers, ByteBuffer data) {
    if (data == null) {
      return null;
    }
    check(data.remaining());
    byte[] copy = new byte[data.remaining()];
    data.get(copy);
    return copy;
  }

  private void check(int size) {
    if (size > limit) {
      throw new SerializationException(
          "%d bytes are more than the %d that a record may have".formatted(size, limit));
    }
  }
}
