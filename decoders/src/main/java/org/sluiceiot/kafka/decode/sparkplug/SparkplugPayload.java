package org.sluiceiot.kafka.decode.sparkplug;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sluiceiot.kafka.decode.DecodeException;

/** Reads a Sparkplug B payload by the field numbers of its specification. Stateless. */
final class SparkplugPayload {
  /** What stands as the payload's uuid when its metrics are packed in its body. */
  private static final String COMPRESSED = "SPBV1.0_COMPRESSED";

  private static final int DEEPEST = 16;
  private static final int LENGTH_DELIMITED = 2;

  private SparkplugPayload() {}

  /** The metrics; one without a time has the payload's. */
  static List<Metric> read(byte[] payload) throws IOException, DecodeException {
    CodedInputStream in = CodedInputStream.newInstance(payload);
    long time = -1;
    List<Metric> metrics = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case 1 -> time = in.readUInt64();
        case 2 -> metrics.add(metric(in.readByteArray(), 0));
        case 4 -> refuse(in.readString());
        default -> in.skipField(tag);
      }
    }
    long common = time;
    return metrics.stream()
        .map(m -> m.time() < 0 ? new Metric(m.name(), m.alias(), common, m.type(), m.raw()) : m)
        .toList();
  }

  private static void refuse(String uuid) throws DecodeException {
    if (uuid.equals(COMPRESSED)) {
      throw new DecodeException(
          "the payload is compressed as Sparkplug's body, which is not read; switch the compression"
              + " off at the edge node");
    }
  }

  private static Metric metric(byte[] bytes, int depth) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    String name = "";
    long alias = Metric.NO_ALIAS;
    long time = -1;
    int type = 0;
    boolean absent = false;
    Object raw = null;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = tag >>> 3;
      switch (field) {
        case 1 -> name = in.readString();
        case 2 -> alias = in.readUInt64();
        case 3 -> time = in.readUInt64();
        case 4 -> type = in.readUInt32();
        case 7 -> absent = in.readBool();
        case 10, 11, 12, 13, 14, 15 -> raw = scalar(in, field - 9);
        case 16 -> raw = in.readByteArray();
        case 17 -> raw = dataSet(in.readByteArray());
        case 18 -> raw = template(in.readByteArray(), depth + 1);
        default -> in.skipField(tag);
      }
    }
    return new Metric(name, alias, time, type, absent ? null : raw);
  }

  /** The six kinds of plain values, in the order that all messages have them in. */
  private static Object scalar(CodedInputStream in, int place) throws IOException {
    return switch (place) {
      case 1 -> in.readUInt32();
      case 2 -> in.readUInt64();
      case 3 -> in.readFloat();
      case 4 -> in.readDouble();
      case 5 -> in.readBool();
      default -> in.readString();
    };
  }

  private static DataSet dataSet(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    List<String> columns = new ArrayList<>();
    List<Integer> types = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case 2 -> columns.add(in.readString());
        case 3 -> numbers(in, tag, types);
        case 4 -> rows.add(row(in.readByteArray()));
        default -> in.skipField(tag);
      }
    }
    return new DataSet(columns, types, rows);
  }

  /** One number, or several packed together. */
  private static void numbers(CodedInputStream in, int tag, List<Integer> into) throws IOException {
    if ((tag & 7) != LENGTH_DELIMITED) {
      into.add(in.readUInt32());
      return;
    }
    int limit = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      into.add(in.readUInt32());
    }
    in.popLimit(limit);
  }

  private static List<Object> row(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    List<Object> elements = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag >>> 3 == 1) {
        elements.add(element(in.readByteArray()));
      } else {
        in.skipField(tag);
      }
    }
    return elements;
  }

  private static Object element(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    Object value = null;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = tag >>> 3;
      if (field >= 1 && field <= 6) {
        value = scalar(in, field);
      } else {
        in.skipField(tag);
      }
    }
    return value;
  }

  private static MetricTemplate template(byte[] bytes, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("templates are nested too deep");
    }
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    String version = "";
    String reference = "";
    boolean definition = false;
    List<Metric> metrics = new ArrayList<>();
    List<Metric> parameters = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case 1 -> version = in.readString();
        case 2 -> metrics.add(metric(in.readByteArray(), depth));
        case 3 -> parameters.add(parameter(in.readByteArray()));
        case 4 -> reference = in.readString();
        case 5 -> definition = in.readBool();
        default -> in.skipField(tag);
      }
    }
    return new MetricTemplate(reference, version, metrics, parameters, definition);
  }

  private static Metric parameter(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    String name = "";
    int type = 0;
    Object raw = null;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = tag >>> 3;
      switch (field) {
        case 1 -> name = in.readString();
        case 2 -> type = in.readUInt32();
        case 3, 4, 5, 6, 7, 8 -> raw = scalar(in, field - 2);
        default -> in.skipField(tag);
      }
    }
    return new Metric(name, Metric.NO_ALIAS, -1, type, raw);
  }
}
