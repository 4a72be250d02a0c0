package org.sluiceiot.kafka.decode.json;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.NonFinite;
import org.sluiceiot.kafka.decode.NumericText;
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
            help = "Where the time of the telemetry is; without any, the record's time counts.",
            defaultValue = JsonDecoderConfig.TIMESTAMP,
            max = "1000")
        String timestamp,
    @Property(
            title = "Timestamp format",
            help =
                "auto reads dates as they are usually written and tells a number's unit from its"
                    + " size, between 2000 and 2100; choose one when times may lie outside.",
            defaultValue = "auto")
        Timestamps.Format timestampFormat,
    @Property(
            title = "Timestamp pattern",
            help =
                "How times are written, in place of the format: dd.MM.yyyy HH:mm:ss, with the"
                    + " letters of Java's DateTimeFormatter and English names.",
            optional = true,
            min = "1",
            max = "100",
            advanced = true)
        String timestampPattern,
    @Property(
            title = "Timestamp zone",
            help = "Zone of times that are written without one: UTC, +01:00 or Europe/Berlin.",
            defaultValue = "UTC",
            min = "1",
            max = "100",
            advanced = true)
        String timestampZone,
    @Property(
            title = "Telemetry",
            help =
                "Key to where its value is. The key * takes over every member of the object found"
                    + " there; with an array of objects each element is a point of its own. As long"
                    + " as neither telemetry nor attributes are set, an item without members of"
                    + " these names is itself its telemetry.",
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
            title = "Series",
            help = "Telemetry that stands in an array whose elements name their own key.",
            optional = true,
            advanced = true)
        SeriesConfig series,
    @Property(title = "Numeric texts", help = NumericText.HELP, defaultValue = "keep")
        NumericText numericText,
    @Property(title = "Not finite", help = NonFinite.HELP, defaultValue = "skip", advanced = true)
        NonFinite nonFinite,
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

  /** Where times are as long as nobody says it. */
  static final String TIMESTAMP = "/ts ?? record:timestamp";

  /** Defaults of formats in which a record need not have a time. */
  static final Set<String> OPTIONAL_TIMES = Set.of(TIMESTAMP, "/time ?? record:timestamp");

  /** What telemetry and attributes are as long as nobody sets them. */
  private static final Map<String, String> TELEMETRY = Map.of(EVERY, "/telemetry");

  private static final Map<String, String> ATTRIBUTES = Map.of(EVERY, "/attributes");

  @Override
  public void validate(Problems problems) {
    validateTimes(problems);
    expressions().forEach((path, text) -> check(text, problems, path));
    telemetry.forEach((key, text) -> check(text, problems.at("telemetry"), key));
    attributes.forEach((key, text) -> check(text, problems.at("attributes"), key));
  }

  private void validateTimes(Problems problems) {
    try {
      ZoneId.of(timestampZone);
    } catch (DateTimeException e) {
      problems
          .at("timestampZone")
          .add("'" + timestampZone + "' is no zone", "write UTC, +01:00 or Europe/Berlin");
    }
    try {
      new Timestamps(timestampFormat, timestampPattern, ZoneOffset.UTC);
    } catch (IllegalArgumentException e) {
      problems.at("timestampPattern").add("is no pattern", "write one like dd.MM.yyyy HH:mm:ss");
    }
  }

  /** How times are read. */
  Timestamps times() {
    return new Timestamps(timestampFormat, timestampPattern, ZoneId.of(timestampZone));
  }

  /** Whether nobody said where values are, so that an item may itself be its telemetry. */
  boolean untold() {
    return telemetry.equals(TELEMETRY) && attributes.equals(ATTRIBUTES) && series == null;
  }

  /** Whether a map of expressions, and so an absent value, is the user's own. */
  boolean chosen(Map<String, String> expressions) {
    return !expressions.equals(TELEMETRY) && !expressions.equals(ATTRIBUTES);
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
