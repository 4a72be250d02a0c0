package org.sluiceiot.kafka.decode.sparkplug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads a Sparkplug B payload by the field numbers of its specification. Stateless. */
final class SparkplugPayload {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Signed datatypes that travel as unsigned numbers. */
  private static final int INT8 = 1;

  private static final int INT16 = 2;
  private static final int INT32 = 3;
  private static final int UINT64 = 8;

  private SparkplugPayload() {}

  /**
   * @param name empty when only the alias is given
   * @param alias negative when none is given
   * @param time milliseconds since 1970, the payload's when the metric has none; negative without
   *     either
   * @param value null when it is null, or of a kind that telemetry does not hold
   */
  record Metric(String name, long alias, long time, JsonNode value) {}

  static List<Metric> read(byte[] payload) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(payload);
    long time = -1;
    List<Metric> metrics = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case 1 -> time = in.readUInt64();
        case 2 -> metrics.add(metric(in.readByteArray()));
        default -> in.skipField(tag);
      }
    }
    long common = time;
    return metrics.stream()
        .map(m -> m.time() < 0 ? new Metric(m.name(), m.alias(), common, m.value()) : m)
        .toList();
  }

  private static Metric metric(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    String name = "";
    long alias = -1;
    long time = -1;
    int type = 0;
    boolean absent = false;
    JsonNode value = null;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case 1 -> name = in.readString();
        case 2 -> alias = in.readUInt64();
        case 3 -> time = in.readUInt64();
        case 4 -> type = in.readUInt32();
        case 7 -> absent = in.readBool();
        case 10 -> value = NODES.numberNode(in.readUInt32() & 0xFFFFFFFFL);
        case 11 -> value = NODES.numberNode(in.readUInt64());
        case 12 -> value = NODES.numberNode(Double.parseDouble(Float.toString(in.readFloat())));
        case 13 -> value = NODES.numberNode(in.readDouble());
        case 14 -> value = NODES.booleanNode(in.readBool());
        case 15 -> value = NODES.textNode(in.readString());
        default -> in.skipField(tag);
      }
    }
    return new Metric(name, alias, time, absent || value == null ? null : typed(value, type));
  }

  private static JsonNode typed(JsonNode value, int type) {
    return switch (type) {
      case INT8 -> NODES.numberNode((int) (byte) value.longValue());
      case INT16 -> NODES.numberNode((int) (short) value.longValue());
      case INT32 -> NODES.numberNode((int) value.longValue());
      case UINT64 ->
          value.longValue() < 0
              ? NODES.numberNode(new BigInteger(Long.toUnsignedString(value.longValue())))
              : value;
      default -> value;
    };
  }
}
