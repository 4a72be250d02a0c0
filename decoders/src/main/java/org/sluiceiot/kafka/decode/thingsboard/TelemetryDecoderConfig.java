package org.sluiceiot.kafka.decode.thingsboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.kafka.decode.ConverterResult;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.NonFinite;
import org.sluiceiot.kafka.decode.NumericText;
import org.sluiceiot.kafka.decode.RecordNaming;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.Values;
import org.sluiceiot.kafka.decode.json.Expression;
import org.sluiceiot.kafka.decode.json.Facts;

/** What ThingsBoard's device and gateway APIs take as telemetry or attributes. */
@Variant(value = "thingsboard-telemetry", title = "ThingsBoard telemetry")
public record TelemetryDecoderConfig(
    @Property(
            title = "Shape",
            help =
                "device: values, {ts, values} or an array of these, about one device. gateway: an"
                    + " object with a member of that kind per device name.",
            defaultValue = "device")
        Shape shape,
    @Property(title = "Content", help = "What the values are.", defaultValue = "telemetry")
        Content content,
    @Property(
            title = "Device name",
            help = "Where the device's name is, for the shape device.",
            defaultValue = "record:key",
            max = "1000",
            dependsOn = "shape=device")
        String deviceName,
    @Property(
            title = "Device type",
            help = "Profile of new devices.",
            defaultValue = "default",
            min = "1",
            max = "255")
        String deviceType,
    @Property(
            title = "Numeric texts",
            help = NumericText.HELP,
            defaultValue = "convert",
            advanced = true)
        NumericText numericText,
    @Property(title = "Not finite", help = NonFinite.HELP, defaultValue = "skip", advanced = true)
        NonFinite nonFinite)
    implements DecoderConfig, Validated {
  /** Of which API. */
  public enum Shape {
    DEVICE,
    GATEWAY
  }

  /** Kinds of values. */
  public enum Content {
    TELEMETRY,
    ATTRIBUTES
  }

  @Override
  public void validate(Problems problems) {
    Expression.check(deviceName, problems.at("deviceName"));
  }

  @Override
  public Decoder compile(DecoderContext context) {
    Values rules = new Values(numericText, nonFinite, context.notes());
    return new Shaped(this, Expression.compile(deviceName), rules, context);
  }

  private record Shaped(
      TelemetryDecoderConfig config, Expression name, Values rules, DecoderContext context)
      implements Decoder {
    @Override
    public List<EntityData> read(SourceRecord record) throws DecodeException {
      return JsonPayload.each(
          record, value -> ConverterResult.read(entities(value, record), Set.of(), rules));
    }

    private JsonNode entities(JsonNode value, SourceRecord record) throws DecodeException {
      return config.shape == Shape.GATEWAY
          ? config.gateway(value)
          : config.entity(TelemetryDecoderConfig.name(name, value, record, context), value);
    }

    @Override
    public RecordNaming naming() {
      return config.shape == Shape.GATEWAY
          ? RecordNaming.NONE
          : new RecordNaming(EntityData.Kind.DEVICE, name.ofRecord());
    }
  }

  private static String name(
      Expression expression, JsonNode value, SourceRecord record, DecoderContext context)
      throws DecodeException {
    JsonNode found =
        expression.find(new Expression.Item(value, value, new Facts(record), context.metadata()));
    if (found == null || found.asText().isBlank()) {
      throw new DecodeException("deviceName (" + expression + "): has no value");
    }
    return found.asText();
  }

  private ArrayNode gateway(JsonNode value) throws DecodeException {
    if (!value.isObject()) {
      throw new DecodeException("must be an object with a member per device");
    }
    ArrayNode all = JsonPayload.MAPPER.createArrayNode();
    for (Map.Entry<String, JsonNode> device : value.properties()) {
      all.add(entity(device.getKey(), device.getValue()));
    }
    return all;
  }

  private ObjectNode entity(String name, JsonNode value) {
    ObjectNode entity = JsonPayload.MAPPER.createObjectNode();
    entity.set("deviceName", TextNode.valueOf(name));
    entity.set("deviceType", TextNode.valueOf(deviceType));
    entity.set(content == Content.TELEMETRY ? "telemetry" : "attributes", value);
    return entity;
  }
}
