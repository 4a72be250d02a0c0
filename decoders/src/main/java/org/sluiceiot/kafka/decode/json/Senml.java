package org.sluiceiot.kafka.decode.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Supplier;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Timestamps;

/**
 * Reads one SenML pack (RFC 8428): base fields hold until they are given anew, and a time below
 * 2^28 seconds is relative to now, for which the record's time stands. A sum has the name of its
 * value with {@code .sum} behind it. Used once.
 */
final class Senml {
  private static final BigDecimal ABSOLUTE = BigDecimal.valueOf(1L << 28);
  private static final BigDecimal VERSION = BigDecimal.TEN;
  private static final Timestamps SECONDS =
      new Timestamps(Timestamps.Format.SECONDS, null, ZoneOffset.UTC);

  /** Labels of CBOR stand for names of JSON. */
  private static final String[][] VALUES = {{"v", "2"}, {"vs", "3"}, {"vb", "4"}, {"vd", "8"}};

  private final Fields fields;
  private final Instant now;
  private String baseName = "";
  private BigDecimal baseTime = BigDecimal.ZERO;
  private BigDecimal baseValue;
  private BigDecimal baseSum;

  /**
   * @param now what relative times are relative to, or null when nothing says it
   */
  Senml(Fields fields, Instant now) {
    this.fields = fields;
    this.now = now;
  }

  void read(JsonNode pack, PointBuilder points) throws DecodeException {
    for (int i = 0; i < pack.size(); i++) {
      int index = i;
      add(pack.get(i), () -> fields.path() + "[" + index + "]", points);
    }
  }

  private void add(JsonNode record, Supplier<String> path, PointBuilder points)
      throws DecodeException {
    understood(record, path);
    base(record);
    JsonNode value = value(record);
    JsonNode sum = sum(record);
    if (value == null && sum == null) {
      return; // base fields alone
    }
    JsonNode own = member(record, "n", "0");
    String name = baseName + (own == null ? "" : own.asText());
    if (name.isBlank()) {
      throw new DecodeException(path.get() + ": has neither a name (n) nor a base name (bn)");
    }
    Fields element = fields.of(record, path.get());
    Instant time = time(baseTime.add(number(record, "t", "6", BigDecimal.ZERO)), path);
    add(element, time, name, value, points);
    add(element, time, name + ".sum", sum, points);
  }

  private static void add(
      Fields element, Instant time, String name, JsonNode value, PointBuilder points)
      throws DecodeException {
    Object kept = value == null ? null : element.kept(value, name, null);
    if (kept != null) {
      points.add(time, name, kept);
    }
  }

  /** A pack may demand what this does not know; then nothing of it must be used. */
  private static void understood(JsonNode record, Supplier<String> path) throws DecodeException {
    for (Map.Entry<String, JsonNode> member : record.properties()) {
      if (member.getKey().endsWith("_")) {
        throw new DecodeException(
            path.get()
                + ": the field '"
                + member.getKey()
                + "' must be understood (its name ends in _), and is not known here");
      }
    }
    BigDecimal version = number(record, "bver", "-1", BigDecimal.ZERO);
    if (version.compareTo(VERSION) > 0) {
      throw new DecodeException(
          path.get() + ": is SenML of version " + version.toPlainString() + "; 10 is read");
    }
  }

  private void base(JsonNode record) {
    JsonNode name = member(record, "bn", "-2");
    baseName = name == null ? baseName : name.asText();
    baseTime = number(record, "bt", "-3", baseTime);
    baseValue = number(record, "bv", "-5", baseValue);
    baseSum = number(record, "bs", "-6", baseSum);
  }

  /** The integrated value beside the value, or null. */
  private JsonNode sum(JsonNode record) {
    JsonNode sum = member(record, "s", "5");
    return sum == null || baseSum == null || !finite(sum)
        ? sum
        : number(baseSum.add(sum.decimalValue()));
  }

  private JsonNode value(JsonNode record) {
    for (String[] names : VALUES) {
      JsonNode value = member(record, names[0], names[1]);
      if (value != null) {
        boolean based = baseValue != null && names[0].equals("v") && finite(value);
        return based ? number(baseValue.add(value.decimalValue())) : value;
      }
    }
    return null;
  }

  private static JsonNode number(BigDecimal value) {
    return value.scale() <= 0 && value.precision() - value.scale() < Long.SIZE
        ? BigIntegerNode.valueOf(value.toBigInteger())
        : DecimalNode.valueOf(value);
  }

  private Instant time(BigDecimal seconds, Supplier<String> path) throws DecodeException {
    if (seconds.compareTo(ABSOLUTE) >= 0) {
      return SECONDS.read(DecimalNode.valueOf(seconds), () -> path.get() + ".t");
    }
    if (now == null || seconds.signum() == 0) {
      return now;
    }
    BigDecimal at = BigDecimal.valueOf(now.toEpochMilli(), 3).add(seconds);
    return SECONDS.read(DecimalNode.valueOf(at), () -> path.get() + ".t");
  }

  private static BigDecimal number(JsonNode record, String name, String label, BigDecimal absent) {
    JsonNode found = member(record, name, label);
    return found != null && finite(found) ? found.decimalValue() : absent;
  }

  private static boolean finite(JsonNode node) {
    return node.isNumber() && Double.isFinite(node.doubleValue());
  }

  private static JsonNode member(JsonNode record, String name, String label) {
    JsonNode found = record.hasNonNull(name) ? record.get(name) : record.get(label);
    return found == null || found.isNull() ? null : found;
  }
}
