package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/**
 * Logical types of Kafka Connect and Debezium, by the names of their schemas. Moments become
 * milliseconds since 1970, dates and times of day ISO-8601 texts, decimals numbers. Stateless, safe
 * for any thread.
 */
public final class ConnectTypes {
  /** A decimal in bytes, its scale a parameter of the schema. */
  public static final String DECIMAL = "org.apache.kafka.connect.data.Decimal";

  /** A decimal with its scale beside it. */
  public static final String VARIABLE_DECIMAL = "io.debezium.data.VariableScaleDecimal";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_SCALE = 10_000;

  private ConnectTypes() {}

  /** The number of an unscaled value in bytes, the highest first; null for no or a wild scale. */
  public static JsonNode decimal(byte[] unscaled, int scale) {
    return unscaled.length == 0 || Math.abs((long) scale) > MOST_SCALE
        ? NODES.nullNode()
        : NODES.numberNode(new BigDecimal(new BigInteger(unscaled), scale));
  }

  /**
   * What a number of a named type says.
   *
   * @return null when the type is none of date or time, or the number is none of it
   */
  public static JsonNode time(String type, long value) {
    return switch (type) {
      case "org.apache.kafka.connect.data.Date", "io.debezium.time.Date" -> date(value);
      case "org.apache.kafka.connect.data.Time", "io.debezium.time.Time" ->
          timeOfDay(TimeUnit.MILLISECONDS, value);
      case "io.debezium.time.MicroTime" -> timeOfDay(TimeUnit.MICROSECONDS, value);
      case "io.debezium.time.NanoTime" -> timeOfDay(TimeUnit.NANOSECONDS, value);
      case "io.debezium.time.MicroTimestamp" -> NODES.numberNode(Math.floorDiv(value, 1_000L));
      case "io.debezium.time.NanoTimestamp" -> NODES.numberNode(Math.floorDiv(value, 1_000_000L));
      default -> null;
    };
  }

  /** Days since 1970 as yyyy-MM-dd; null beyond all calendars. */
  public static JsonNode date(long days) {
    boolean known = days >= LocalDate.MIN.toEpochDay() && days <= LocalDate.MAX.toEpochDay();
    return known ? NODES.textNode(LocalDate.ofEpochDay(days).toString()) : null;
  }

  /** Time since midnight as HH:mm:ss with what decimals it needs; null beyond a day. */
  public static JsonNode timeOfDay(TimeUnit unit, long value) {
    boolean known = value >= 0 && value < unit.convert(1, TimeUnit.DAYS);
    return known
        ? NODES.textNode(
            DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(unit.toNanos(value))))
        : null;
  }
}
