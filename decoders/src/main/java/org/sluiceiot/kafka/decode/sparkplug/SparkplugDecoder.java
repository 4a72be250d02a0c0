package org.sluiceiot.kafka.decode.sparkplug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.kafka.decode.ConverterResult;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.Values;
import org.sluiceiot.kafka.decode.json.Expression;
import org.sluiceiot.kafka.decode.json.Facts;

/**
 * Metrics as telemetry of the device, or of the edge node when the topic names no device. Births
 * teach names and types of metrics; a value that cannot be read without them is refused. Deaths,
 * commands and states of host applications say nothing about values. Safe for any thread.
 */
final class SparkplugDecoder implements Decoder {
  private static final String NAMESPACE = "spBv1.0";
  private static final String STATE = "STATE";
  private static final Set<String> WITH_VALUES = Set.of("NBIRTH", "DBIRTH", "NDATA", "DDATA");

  private final Expression mqttTopic;
  private final String deviceType;
  private final Map<String, String> metadata;
  private final Values rules;
  private final Births births;
  private final DeviceNames names;

  SparkplugDecoder(
      Expression mqttTopic,
      String deviceType,
      SparkplugDecoderConfig.Naming naming,
      DecoderContext context) {
    this.mqttTopic = mqttTopic;
    this.deviceType = deviceType;
    this.metadata = context.metadata();
    this.rules = context.values();
    Kept kept = new Kept(context);
    this.births = new Births(kept);
    this.names = new DeviceNames(kept, naming);
  }

  @Override
  public List<EntityData> read(SourceRecord record) throws DecodeException {
    String[] topic = topic(record);
    if (!WITH_VALUES.contains(topic[2])) {
      return List.of();
    }
    if (record.tombstone()) {
      throw new DecodeException("the record has no value");
    }
    String node = topic[1] + "/" + topic[3];
    String place = topic.length > 4 ? node + "/" + topic[4] : node;
    List<Metric> metrics = metrics(record.value());
    if (topic[2].endsWith("BIRTH")) {
      births.learn(place, Birth.of(metrics));
    }
    ObjectNode entity = JsonPayload.MAPPER.createObjectNode();
    String name = names.of(topic.length > 4 ? topic[4] : topic[3], place);
    entity.put("deviceName", name).put("deviceType", deviceType);
    entity.putObject("attributes").put("group", topic[1]).put("edgeNode", topic[3]);
    String rebirth =
        "send the command Node Control/Rebirth = true to %s/%s/NCMD/%s"
            .formatted(NAMESPACE, topic[1], topic[3]);
    entity.set(
        "telemetry",
        points(metrics, new MetricReader(births.of(place), births.of(node), place, rebirth)));
    return ConverterResult.read(entity, Set.of(), rules);
  }

  private static List<Metric> metrics(byte[] value) throws DecodeException {
    try {
      return SparkplugPayload.read(value);
    } catch (IOException e) {
      throw new DecodeException("the payload is not Sparkplug B, or is cut off", e);
    }
  }

  /** Its parts; those of a host application's state have STATE in the place of the type. */
  private String[] topic(SourceRecord record) throws DecodeException {
    JsonNode nothing = MissingNode.getInstance();
    JsonNode found =
        mqttTopic.find(new Expression.Item(nothing, nothing, new Facts(record), metadata));
    String[] parts = found == null ? new String[0] : found.asText().split("/");
    boolean state =
        parts.length > 1 && (parts[0].equals(STATE) || (named(parts) && parts[1].equals(STATE)));
    if (state) {
      return new String[] {NAMESPACE, "", STATE};
    }
    if (parts.length < 4 || parts.length > 5 || !named(parts)) {
      throw new DecodeException(
          "mqttTopic (" + mqttTopic + "): is not spBv1.0/group/type/node[/device]: " + found);
    }
    return parts;
  }

  private static boolean named(String[] parts) {
    return parts[0].equals(NAMESPACE);
  }

  /** Metrics of one time make one point. */
  private static ArrayNode points(List<Metric> metrics, MetricReader reader)
      throws DecodeException {
    Map<Long, ObjectNode> points = new TreeMap<>();
    for (Metric metric : metrics) {
      String name = reader.name(metric);
      JsonNode value = reader.value(metric, name);
      if (value != null && !name.equals("bdSeq") && !name.startsWith("Node Control/")) {
        ObjectNode point =
            points.computeIfAbsent(metric.time(), time -> JsonPayload.MAPPER.createObjectNode());
        reader.put(point, name, value, "metrics of one time");
      }
    }
    ArrayNode telemetry = JsonPayload.MAPPER.createArrayNode();
    points.forEach(
        (time, values) -> {
          if (time < 0) {
            telemetry.add(values);
          } else {
            telemetry.addObject().put("ts", time).set("values", values);
          }
        });
    return telemetry;
  }
}
