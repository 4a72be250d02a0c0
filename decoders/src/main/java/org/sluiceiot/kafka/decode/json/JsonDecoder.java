package org.sluiceiot.kafka.decode.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.EntityData.Kind;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.Timestamps;

/** Decodes by the expressions of a {@link JsonDecoderConfig}. Immutable, safe for any thread. */
public final class JsonDecoder implements Decoder {
  private final Expression items;
  private final Kind kind;
  private final Expression name;
  private final Expression type;
  private final Expression label;
  private final Expression customer;
  private final Expression group;
  private final Expression timestamp;
  private final Timestamps.Format format;
  private final List<Fields.Keyed> telemetry;
  private final List<Fields.Keyed> attributes;

  /** What may be an array of points, or null. */
  private final Expression everyPoint;

  private final Set<String> updateOnlyKeys;
  private final Map<String, String> metadata;

  JsonDecoder(JsonDecoderConfig config, DecoderContext context) {
    items = compile(config.items());
    kind = config.assetName() == null ? Kind.DEVICE : Kind.ASSET;
    name = compile(kind == Kind.DEVICE ? config.deviceName() : config.assetName());
    type = compile(config.entityType());
    label = compile(config.label());
    customer = compile(config.customer());
    group = compile(config.group());
    timestamp = compile(config.timestamp());
    format = config.timestampFormat();
    telemetry = compile(config.telemetry());
    attributes = compile(config.attributes());
    everyPoint = compile(config.telemetry().get(JsonDecoderConfig.EVERY));
    updateOnlyKeys = Set.copyOf(config.updateOnlyKeys());
    metadata = context.metadata();
  }

  private static Expression compile(String text) {
    return text == null ? null : Expression.compile(text);
  }

  private static List<Fields.Keyed> compile(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(
            entry ->
                new Fields.Keyed(
                    entry.getKey(),
                    Expression.compile(entry.getValue()),
                    entry.getKey().equals(JsonDecoderConfig.EVERY)))
        .toList();
  }

  @Override
  public List<EntityData> decode(SourceRecord record) throws DecodeException {
    return JsonPayload.each(record, root -> decode(root, record));
  }

  /**
   * Decodes a value that another format was turned into.
   *
   * @param root the record's value as a tree; never null
   */
  public List<EntityData> decode(JsonNode root, SourceRecord record) throws DecodeException {
    Facts facts = new Facts(record);
    JsonNode found =
        items == null ? root : items.find(new Expression.Item(root, root, facts, metadata));
    if (found == null) {
      return List.of();
    }
    if (!found.isArray()) {
      return List.of(entity(new Fields(new Expression.Item(root, found, facts, metadata), "")));
    }
    List<EntityData> entities = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Expression.Item item = new Expression.Item(root, found.get(i), facts, metadata);
      entities.add(entity(new Fields(item, "[" + i + "]")));
    }
    return entities;
  }

  private EntityData entity(Fields fields) throws DecodeException {
    String entityName = fields.text(name, "name");
    if (entityName == null) {
      throw fields.wrong(kind == Kind.DEVICE ? "deviceName" : "assetName", name, "has no value");
    }
    String entityType = fields.text(type, "entityType");
    return new EntityData(
        kind,
        entityName,
        entityType == null ? "default" : entityType,
        fields.text(label, "label"),
        fields.text(customer, "customer"),
        fields.text(group, "group"),
        fields.values(attributes, "attributes"),
        points(fields),
        updateOnlyKeys);
  }

  private List<TelemetryPoint> points(Fields fields) throws DecodeException {
    JsonNode array = everyPoint == null ? null : everyPoint.find(fields.item());
    if (array != null && array.isArray()) {
      return fields.points(array, everyPoint, timestamp, format);
    }
    Map<String, Object> values = fields.values(telemetry, "telemetry");
    if (values.isEmpty()) {
      return List.of();
    }
    Instant at = fields.time(timestamp, format);
    return List.of(new TelemetryPoint(at, values));
  }
}
