package org.sluiceiot.kafka.downlink.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.kafka.downlink.template.MessageView;

/** A list with one row per value; {@code point_id} is the device's id and the key. */
@Variant(value = "timeseries_rows", title = "Time series rows")
public record RowsValue() implements ValueConfig {
  @Override
  public ValueWriter compile(Owner self) {
    return view -> MessageJson.bytes(rows(view));
  }

  private static ArrayNode rows(MessageView view) {
    ArrayNode rows = MessageJson.NODES.arrayNode();
    String device = view.message().originator().id().toString();
    for (Telemetry point : Telemetry.of(view)) {
      for (Map.Entry<String, JsonNode> entry : point.values().properties()) {
        ObjectNode row = rows.addObject().put("ts_ms", point.millis());
        row.put("point_id", device + "/" + entry.getKey());
        row.put("point_key", entry.getKey());
        row.set("value", entry.getValue());
        row.put("data_type", Telemetry.dataType(entry.getValue()));
      }
    }
    return rows;
  }
}
