package org.sluiceiot.kafka.decode.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.EntityData.Kind;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.kafka.decode.ConnectSchema;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.DecoderNotes;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.RecordNaming;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.Values;

/** Decodes by the expressions of a {@link JsonDecoderConfig}. Immutable, safe for any thread. */
public final class JsonDecoder implements Decoder {
  private final Expression items;
  private final Kind kind;
  private final Expression name;
  private final Expression type;
  private final Expression label;
  private final Expression customer;
  private final Expression group;
  private final TimeField time;
  private final List<Fields.Keyed> telemetry;
  private final List<Fields.Keyed> attributes;

  /** What may be an array of points, or null. */
  private final Fields.Keyed everyPoint;

  /** An array whose elements name their keys, or null. */
  private final Series series;

  /** Members that are no telemetry where an item itself is its telemetry; null where none is. */
  private final Set<String> used;

  private final Values rules;
  private final DecoderNotes.Pointer found;
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
    DecoderNotes notes = context.notes();
    rules = new Values(config.numericText(), config.nonFinite(), notes);
    time = time(config, notes);
    telemetry = compile(config, "telemetry", config.telemetry(), notes);
    attributes = compile(config, "attributes", config.attributes(), notes);
    everyPoint = telemetry.stream().filter(Fields.Keyed::every).findFirst().orElse(null);
    series = config.series() == null ? null : new Series(config.series(), time.times(), notes);
    found = items == null ? null : notes.pointer("items (" + items + ")");
    used = config.untold() ? used() : null;
    updateOnlyKeys = Set.copyOf(config.updateOnlyKeys());
    metadata = context.metadata();
  }

  private static Expression compile(String text) {
    return text == null ? null : Expression.compile(text);
  }

  private static List<Fields.Keyed> compile(
      JsonDecoderConfig config, String field, Map<String, String> texts, DecoderNotes notes) {
    List<Fields.Keyed> keyed = new ArrayList<>();
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      Expression expression = Expression.compile(entry.getValue());
      String place = field + "." + entry.getKey() + " (" + expression + ")";
      keyed.add(
          new Fields.Keyed(
              entry.getKey(),
              expression,
              entry.getKey().equals(JsonDecoderConfig.EVERY),
              config.chosen(texts) ? notes.pointer(place) : null));
    }
    return List.copyOf(keyed);
  }

  private static TimeField time(JsonDecoderConfig config, DecoderNotes notes) {
    Expression expression = compile(config.timestamp());
    boolean asked =
        !JsonDecoderConfig.OPTIONAL_TIMES.contains(config.timestamp())
            && !expression.members().isEmpty();
    return new TimeField(
        expression, config.times(), asked ? notes.pointer("timestamp (" + expression + ")") : null);
  }

  private Set<String> used() {
    return Stream.of(name, type, label, customer, group, time.expression())
        .filter(Objects::nonNull)
        .flatMap(expression -> expression.members().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<EntityData> read(SourceRecord record) throws DecodeException {
    return JsonPayload.each(record, root -> decode(root, record));
  }

  @Override
  public RecordNaming naming() {
    return new RecordNaming(kind, name.ofRecord());
  }

  /**
   * Decodes a value that another format was turned into.
   *
   * @param root the record's value as a tree; never null
   */
  public List<EntityData> decode(JsonNode root, SourceRecord record) throws DecodeException {
    Facts facts = new Facts(record);
    JsonNode value = root.isTextual() && facts.json(root) != null ? facts.json(root) : root;
    Expression.Item whole = new Expression.Item(value, value, facts, metadata);
    JsonNode at = items == null ? whole(value) : whole.opened(items.find(whole));
    if (at == null) {
      return List.of();
    }
    if (found != null) {
      found.found();
    }
    boolean one = !at.isArray() || series != null && series.whole() && items == null;
    if (one) {
      return List.of(entity(new Fields(whole.of(at), "", rules)));
    }
    List<EntityData> entities = new ArrayList<>(at.size());
    for (int i = 0; i < at.size(); i++) {
      entities.add(entity(new Fields(whole.of(at.get(i)), "[" + i + "]", rules)));
    }
    return entities;
  }

  /**
   * The value itself; of a record of Kafka Connect its payload where no telemetry is named, null
   * for none.
   */
  private JsonNode whole(JsonNode value) {
    JsonNode payload = used == null ? null : ConnectSchema.payload(value);
    return payload == null ? value : payload.isNull() ? null : payload;
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
    if (series == null) {
      return plain(fields);
    }
    List<TelemetryPoint> points = new ArrayList<>(plain(fields));
    points.addAll(series.points(fields, fields.time(time)));
    return points;
  }

  private List<TelemetryPoint> plain(Fields fields) throws DecodeException {
    if (used != null && flat(fields.item().node())) {
      return point(fields, fields.members(used));
    }
    JsonNode array =
        everyPoint == null ? null : fields.item().opened(everyPoint.find(fields.item()));
    if (array != null && array.isArray()) {
      return fields.points(array, everyPoint.expression(), time);
    }
    return point(fields, fields.values(telemetry, "telemetry"));
  }

  private List<TelemetryPoint> point(Fields fields, Map<String, Object> values)
      throws DecodeException {
    return values.isEmpty() ? List.of() : List.of(new TelemetryPoint(fields.time(time), values));
  }

  /** Whether an item names neither telemetry nor attributes nor values, so that it is them. */
  private static boolean flat(JsonNode item) {
    return item.isObject()
        && item.get("telemetry") == null
        && item.get("attributes") == null
        && item.get("values") == null;
  }
}
