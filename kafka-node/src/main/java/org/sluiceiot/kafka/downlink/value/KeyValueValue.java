package org.sluiceiot.kafka.downlink.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.kafka.downlink.template.MessageView;

/** Time and values; a list of such objects when the data holds several times. */
@Variant(value = "kv", title = "Keys and values")
public record KeyValueValue(
    @Property(
            title = "With data types",
            help = "Writes each value together with the name of its type.",
            defaultValue = "false")
        boolean includeMeta)
    implements ValueConfig {
  @Override
  public ValueWriter compile(Owner self) {
    return view -> MessageJson.bytes(json(view));
  }

  private JsonNode json(MessageView view) {
    List<Telemetry> points = Telemetry.of(view);
    if (points.size() == 1) {
      return object(points.get(0));
    }
    ArrayNode all = MessageJson.NODES.arrayNode(points.size());
    points.forEach(point -> all.add(object(point)));
    return all;
  }

  private ObjectNode object(Telemetry point) {
    ObjectNode object = MessageJson.NODES.objectNode().put("ts_ms", point.millis());
    if (!includeMeta) {
      object.set("values", point.values());
      return object;
    }
    ObjectNode values = object.putObject("values");
    for (Map.Entry<String, JsonNode> entry : point.values().properties()) {
      ObjectNode value = values.putObject(entry.getKey());
      value.set("value", entry.getValue());
      value.put("data_type", Telemetry.dataType(entry.getValue()));
    }
    return object;
  }
}
