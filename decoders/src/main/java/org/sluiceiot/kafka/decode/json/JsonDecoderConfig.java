package org.sluiceiot.kafka.decode.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.Timestamps;

/**
 * Fields of a JSON value, each found by an expression: {@code /pointer}, {@code jmespath:…}, {@code
 * record:…}, {@code metadata:…} or {@code 'text'}, alternatives separated by {@code ??}.
 */
@Variant(value = "json", title = "JSON by pointers")
public record JsonDecoderConfig(
    @Property(
            title = "Items",
            help =
                "Where the items are: each element of an array found there is decoded by itself."
                    + " Empty for the whole value, which may be an array.",
            optional = true,
            max = "1000")
        String items,
    @Property(
            title = "Device name",
            help = "Where the device's name is.",
            defaultValue = "/device",
            max = "1000")
        String deviceName,
    @Property(
            title = "Asset name",
            help = "Where an asset's name is; when set, items are about assets, not devices.",
            optional = true,
            max = "1000",
            advanced = true)
        String assetName,
    @Property(
            title = "Type",
            help = "Where the device profile or asset type is.",
            defaultValue = "/type ?? 'default'",
            max = "1000")
        String entityType,
    @Property(
            title = "Label",
            help = "Where the label is.",
            optional = true,
            max = "1000",
            advanced = true)
        String label,
    @Property(
            title = "Customer",
            help = "Where the name of the customer who owns a new entity is.",
            optional = true,
            max = "1000",
            advanced = true)
        String customer,
    @Property(
            title = "Group",
            help = "Where the name of the group of a new entity is.",
            optional = true,
            max = "1000",
            advanced = true)
        String group,
    @Property(
            title = "Timestamp",
            help = "Where the time of the telemetry is; without any, the time of delivery counts.",
            defaultValue = "/ts ?? record:timestamp",
            max = "1000")
        String timestamp,
    @Property(
            title = "Timestamp format",
            help =
                "auto tells ISO-8601 text from a number and a number's unit from its size; choose"
                    + " one when times may lie far from now.",
            defaultValue = "auto")
        Timestamps.Format timestampFormat,
    @Property(
            title = "Telemetry",
            help =
                "Key to where its value is. The key * takes over every member of the object found"
                    + " there; with an array of objects each element is a point of its own.",
            defaultValue = "{\"*\": \"/telemetry\"}",
            max = "1000")
        Map<String, String> telemetry,
    @Property(
            title = "Attributes",
            help = "Key to where its value is; the key * takes over every member of an object.",
            defaultValue = "{\"*\": \"/attributes\"}",
            max = "1000")
        Map<String, String> attributes,
    @Property(
            title = "Update only keys",
            help = "Telemetry and attribute keys that are written only when their value changed.",
            optional = true,
            max = "1000",
            advanced = true)
        List<String> updateOnlyKeys)
    implements DecoderConfig, Validated {

  /** Key that stands for every member of an object. */
  static final String EVERY = "*";

  @Override
  public void validate(Problems problems) {
    expressions().forEach((path, text) -> check(text, problems, path));
    telemetry.forEach((key, text) -> check(text, problems.at("telemetry"), key));
    attributes.forEach((key, text) -> check(text, problems.at("attributes"), key));
  }

  private Map<String, String> expressions() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("items", items);
    all.put("deviceName", deviceName);
    all.put("assetName", assetName);
    all.put("entityType", entityType);
    all.put("label", label);
    all.put("customer", customer);
    all.put("group", group);
    all.put("timestamp", timestamp);
    return all;
  }

  private static void check(String text, Problems problems, String path) {
    if (text != null) {
      Expression.check(text, problems.at(path));
    }
  }

  @Override
  public Decoder compile(DecoderContext context) {
    return new JsonDecoder(this, context);
  }
}
