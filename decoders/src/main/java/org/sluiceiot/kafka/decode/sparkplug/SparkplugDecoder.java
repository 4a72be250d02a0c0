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
 * teach the names of aliases; a metric whose alias is not known yet is called {@code alias/N}.
 * Deaths and commands say nothing about values. Safe for any thread.
 */
final class SparkplugDecoder implements Decoder {
  private static final String NAMESPACE = "spBv1.0";
  private static final Set<String> WITH_VALUES = Set.of("NBIRTH", "DBIRTH", "NDATA", "DDATA");

  private final Expression mqttTopic;
  private final String deviceType;
  private final Map<String, String> metadata;
  private final Values rules;
  private final Aliases aliases = new Aliases();

  SparkplugDecoder(Expression mqttTopic, String deviceType, DecoderContext context) {
    this.mqttTopic = mqttTopic;
    this.deviceType = deviceType;
    this.metadata = context.metadata();
    this.rules = context.values();
  }

  @Override
  public List<EntityData> read(SourceRecord record) throws DecodeException {
    if (record.tombstone()) {
      throw new DecodeException("the record has no value");
    }
    String[] topic = topic(record);
    if (!WITH_VALUES.contains(topic[2])) {
      return List.of();
    }
    String name = topic.length > 4 ? topic[4] : topic[3];
    String node = topic[1] + "/" + topic[3];
    ObjectNode entity = JsonPayload.MAPPER.createObjectNode();
    entity.put("deviceName", name).put("deviceType", deviceType);
    entity.putObject("attributes").put("group", topic[1]).put("edgeNode", topic[3]);
    entity.set("telemetry", points(metrics(record.value()), node, topic[2].endsWith("BIRTH")));
    return ConverterResult.read(entity, Set.of(), rules);
  }

  private static List<SparkplugPayload.Metric> metrics(byte[] value) throws DecodeException {
    try {
      return SparkplugPayload.read(value);
    } catch (IOException e) {
      throw new DecodeException("the payload is not Sparkplug B: " + e.getMessage(), e);
    }
  }

  private String[] topic(SourceRecord record) throws DecodeException {
    JsonNode nothing = MissingNode.getInstance();
    JsonNode found =
        mqttTopic.find(new Expression.Item(nothing, nothing, new Facts(record), metadata));
    String[] parts = found == null ? new String[0] : found.asText().split("/");
    if (parts.length < 4 || parts.length > 5 || !parts[0].equals(NAMESPACE)) {
      throw new DecodeException(
          "mqttTopic (" + mqttTopic + "): is not spBv1.0/group/type/node[/device]: " + found);
    }
    return parts;
  }

  /** Metrics of one time make one point. */
  private ArrayNode points(List<SparkplugPayload.Metric> metrics, String node, boolean birth) {
    Map<Long, ObjectNode> points = new TreeMap<>();
    for (SparkplugPayload.Metric metric : metrics) {
      String name = aliases.name(node, metric, birth);
      if (metric.value() != null && !name.equals("bdSeq") && !name.startsWith("Node Control/")) {
        points
            .computeIfAbsent(metric.time(), time -> JsonPayload.MAPPER.createObjectNode())
            .set(name, metric.value());
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
