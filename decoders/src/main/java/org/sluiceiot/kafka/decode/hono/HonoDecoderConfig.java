package org.sluiceiot.kafka.decode.hono;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.kafka.decode.ConverterResult;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.RecordNaming;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.Values;

/** Eclipse Hono's downstream messages: who sent it and when stands in the headers. */
@Variant(value = "hono", title = "Eclipse Hono")
public record HonoDecoderConfig(
    @Property(
            title = "Device type",
            help = "Profile of new devices.",
            defaultValue = "default",
            min = "1",
            max = "255")
        String deviceType,
    @Property(
            title = "Tenant in the name",
            help =
                "Whether a device is named tenant/device, for several Hono tenants on one topic.",
            defaultValue = "false")
        boolean tenantInName)
    implements DecoderConfig {
  private static final String EMPTY = "application/vnd.eclipse-hono-empty-notification";

  @Override
  public Decoder compile(DecoderContext context) {
    Values rules = context.values();
    return new Messages(this, rules);
  }

  private record Messages(HonoDecoderConfig config, Values rules) implements Decoder {
    @Override
    public List<EntityData> read(SourceRecord record) throws DecodeException {
      return config.decode(record, rules);
    }

    @Override
    public RecordNaming naming() {
      return new RecordNaming(EntityData.Kind.DEVICE, config::name);
    }
  }

  /** Of the device, or null. */
  private String name(SourceRecord record) {
    String device = header(record, "device_id");
    if (device.isBlank() && record.key() != null) {
      device = record.keyText();
    }
    if (device.isBlank()) {
      return null;
    }
    return tenantInName ? header(record, "tenant_id") + "/" + device : device;
  }

  private List<EntityData> decode(SourceRecord record, Values rules) throws DecodeException {
    String device = name(record);
    if (device == null) {
      throw new DecodeException("header device_id: is missing, and so is the key");
    }
    ObjectNode entity = JsonPayload.MAPPER.createObjectNode();
    entity.put("deviceName", device);
    entity.put("deviceType", deviceType);
    if (header(record, "content-type").startsWith(EMPTY) || record.tombstone()) {
      return List.of(); // it says only that the device is there
    }
    String created = header(record, "creation-time");
    return JsonPayload.each(
        record,
        value -> {
          entity.set("telemetry", telemetry(value, created));
          return ConverterResult.read(entity, Set.of(), rules);
        });
  }

  private static JsonNode telemetry(JsonNode payload, String created) throws DecodeException {
    if (created.isBlank() || !payload.isObject() || payload.has("values")) {
      return payload;
    }
    ObjectNode point = JsonPayload.MAPPER.createObjectNode();
    try {
      point.put("ts", Long.parseLong(created));
    } catch (NumberFormatException e) {
      throw new DecodeException("header creation-time: is not a time: " + created, e);
    }
    point.set("values", payload);
    return point;
  }

  private static String header(SourceRecord record, String name) {
    String value = record.headerText(name);
    return value == null ? "" : value;
  }
}
