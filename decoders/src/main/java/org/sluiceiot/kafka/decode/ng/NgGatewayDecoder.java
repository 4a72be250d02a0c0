package org.sluiceiot.kafka.decode.ng;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.kafka.decode.ConverterResult;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.Values;

/**
 * Tells the payload modes apart by their shape. In key-values and rows the device is named by the
 * header {@code device_name}, else by the record's key. Immutable, safe for any thread.
 */
final class NgGatewayDecoder implements Decoder {
  private static final Set<String> DATA_KINDS = Set.of("telemetry", "attributes");
  private final String defaultType;
  private final Values rules;

  NgGatewayDecoder(String defaultType, Values rules) {
    this.defaultType = defaultType;
    this.rules = rules;
  }

  @Override
  public List<EntityData> read(SourceRecord record) throws DecodeException {
    return JsonPayload.each(record, value -> entities(value, record));
  }

  private List<EntityData> entities(JsonNode value, SourceRecord record) throws DecodeException {
    String kind = header(record, "event_kind", "telemetry");
    ObjectNode entity = JsonPayload.MAPPER.createObjectNode();
    if (value.isArray()) {
      named(entity, record);
      entity.set(kind, rows(value));
    } else if (value.has("envelope") && value.has("payload")) {
      kind = value.at("/event/kind").asText(kind);
      JsonNode device = value.at("/envelope/device");
      entity.set("deviceName", device.path("name"));
      type(entity, device.path("type").asText(""));
      entity.set(kind, data(kind, value.at("/envelope/ts_ms"), value.at("/payload/data")));
    } else if (value.path("values").isObject()) {
      named(entity, record);
      entity.set(kind, data(kind, value.path("ts_ms"), value.get("values")));
    } else {
      throw new DecodeException(
          "is neither an envelope, nor {ts_ms, values}, nor an array of rows");
    }
    return DATA_KINDS.contains(kind) ? ConverterResult.read(entity, Set.of(), rules) : List.of();
  }

  private void named(ObjectNode entity, SourceRecord record) throws DecodeException {
    String key = record.key() == null ? "" : record.keyText();
    String name = header(record, "device_name", key);
    if (name.isBlank()) {
      throw new DecodeException("neither the header device_name nor the key names a device");
    }
    entity.put("deviceName", name);
    type(entity, header(record, "device_type", ""));
  }

  private void type(ObjectNode entity, String type) {
    entity.put("deviceType", type.isBlank() || type.equals("null") ? defaultType : type);
  }

  private static String header(SourceRecord record, String name, String otherwise) {
    String value = record.headerText(name);
    return value == null ? otherwise : value;
  }

  /** With metadata a value is {@code {value, data_type}}. */
  private static JsonNode data(String kind, JsonNode time, JsonNode values) {
    ObjectNode plain = JsonPayload.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      JsonNode value = entry.getValue();
      boolean typed = value.isObject() && value.has("value") && value.has("data_type");
      plain.set(entry.getKey(), typed ? value.get("value") : value);
    }
    return kind.equals("attributes") || !time.isNumber() ? plain : point(time, plain);
  }

  private static JsonNode point(JsonNode time, ObjectNode values) {
    ObjectNode point = JsonPayload.MAPPER.createObjectNode();
    point.set("ts", time);
    point.set("values", values);
    return point;
  }

  private static JsonNode rows(JsonNode rows) throws DecodeException {
    ArrayNode points = JsonPayload.MAPPER.createArrayNode();
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.get(i);
      String key = row.path("point_key").asText(row.path("point_id").asText(""));
      if (key.isBlank() || !row.has("value")) {
        throw new DecodeException("[" + i + "]: needs point_key and value");
      }
      ObjectNode values = JsonPayload.MAPPER.createObjectNode();
      values.set(key, row.get("value"));
      points.add(row.path("ts_ms").isNumber() ? point(row.get("ts_ms"), values) : values);
    }
    return points;
  }
}
