package org.sluiceiot.kafka.decode.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.sluiceiot.kafka.decode.ConnectTypes;

/**
 * Avro's logical types over numbers and bytes: moments as milliseconds since 1970, what has no time
 * zone as an ISO-8601 text without one. Stateless.
 */
final class AvroTimes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int UUID_BYTES = 16;
  private static final int DURATION_BYTES = 12;

  private AvroTimes() {}

  /**
   * @return null when the type says nothing about numbers, or the number is none of it
   */
  static JsonNode of(String type, long value) {
    return switch (type) {
      case "date" -> ConnectTypes.date(value);
      case "time-millis" -> ConnectTypes.timeOfDay(TimeUnit.MILLISECONDS, value);
      case "time-micros" -> ConnectTypes.timeOfDay(TimeUnit.MICROSECONDS, value);
      case "timestamp-micros" -> NODES.numberNode(Math.floorDiv(value, 1_000L));
      case "timestamp-nanos" -> NODES.numberNode(Math.floorDiv(value, 1_000_000L));
      case "local-timestamp-millis" -> local(value, 1_000L);
      case "local-timestamp-micros" -> local(value, 1_000_000L);
      case "local-timestamp-nanos" -> local(value, 1_000_000_000L);
      default -> null;
    };
  }

  private static JsonNode local(long value, long perSecond) {
    long nanos = Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond);
    Instant moment = Instant.ofEpochSecond(Math.floorDiv(value, perSecond), nanos);
    LocalDateTime local = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    return NODES.textNode(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local));
  }

  /**
   * @return null when the type says nothing about bytes, or these are none of it
   */
  static JsonNode of(String type, byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    return switch (type) {
      case "uuid" ->
          bytes.length == UUID_BYTES
              ? NODES.textNode(new UUID(data.getLong(), data.getLong()).toString())
              : null;
      case "duration" -> bytes.length == DURATION_BYTES ? duration(data) : null;
      case "big-decimal" -> bigDecimal(data);
      default -> null;
    };
  }

  /** Months, days and milliseconds, each unsigned and the lowest byte first. */
  private static JsonNode duration(ByteBuffer data) {
    data.order(ByteOrder.LITTLE_ENDIAN);
    long months = Integer.toUnsignedLong(data.getInt());
    long days = Integer.toUnsignedLong(data.getInt());
    Duration rest = Duration.ofMillis(Integer.toUnsignedLong(data.getInt()));
    String date = months + days == 0 ? "" : "P" + months + "M" + days + "D";
    return NODES.textNode(
        date.isEmpty()
            ? rest.toString()
            : rest.isZero() ? date : date + rest.toString().substring(1));
  }

  /** The unscaled value as Avro's bytes, then the scale as Avro's int. */
  private static JsonNode bigDecimal(ByteBuffer data) {
    try {
      BinaryDecoder in = DecoderFactory.get().binaryDecoder(data.array(), null);
      ByteBuffer unscaled = in.readBytes(null);
      byte[] bytes = new byte[unscaled.remaining()];
      unscaled.get(bytes);
      return ConnectTypes.decimal(bytes, in.readInt());
    } catch (IOException | RuntimeException e) {
      // Broad: Avro throws many kinds at bytes that are not of the type; then they stay bytes.
      return null;
    }
  }
}
