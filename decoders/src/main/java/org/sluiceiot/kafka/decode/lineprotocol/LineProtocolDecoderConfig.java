package org.sluiceiot.kafka.decode.lineprotocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.json.JsonDecoderConfig;
import org.sluiceiot.kafka.decode.tree.TreeDecoder;

/** InfluxDB line protocol: every line is an item {@code {measurement, tags, fields, time}}. */
@Variant(value = "line-protocol", title = "Line protocol")
public record LineProtocolDecoderConfig(
    @Property(
            title = "Key",
            help =
                "What telemetry keys are made of. field: usage_idle; measurement: cpu.usage_idle;"
                    + " tags: cpu,cpu=cpu0.usage_idle, with the tags that do not name the device."
                    + " Choose one of the latter when one device has a field in several"
                    + " measurements or series.",
            defaultValue = "field")
        SeriesKey key,
    @Property(
            title = "Fields",
            help =
                "Where the fields of a line are, as for JSON: /measurement, /tags/NAME,"
                    + " /fields/NAME and /time.",
            defaultValue =
                "{\"deviceName\": \"/tags/device ?? /tags/host ?? record:key\","
                    + " \"entityType\": \"/measurement\", \"timestamp\": \"/time ??"
                    + " record:timestamp\", \"telemetry\": {\"*\": \"/fields\"},"
                    + " \"attributes\": {\"*\": \"/tags\"}}")
        JsonDecoderConfig fields)
    implements DecoderConfig {
  private static final Pattern TAG = Pattern.compile("/tags/([^/?]+?) *(?:$|\\?\\?)");

  @Override
  public Decoder compile(DecoderContext context) {
    List<String> nameTags =
        TAG.matcher(fields.deviceName()).results().map(tag -> tag.group(1)).toList();
    return TreeDecoder.of(record -> lines(record, nameTags), fields, context);
  }

  private JsonNode lines(SourceRecord record, List<String> nameTags) throws DecodeException {
    ArrayNode lines = new Lines(RecordMetadata.text(record.value())).read();
    if (key != SeriesKey.FIELD) {
      lines.forEach(line -> rename((ObjectNode) line, nameTags));
    }
    return lines;
  }

  private void rename(ObjectNode line, List<String> nameTags) {
    String nameTag = nameTags.stream().filter(line.get("tags")::has).findFirst().orElse(null);
    String prefix = key.prefix(line, nameTag);
    ObjectNode renamed = JsonPayload.MAPPER.createObjectNode();
    line.get("fields").properties().forEach(f -> renamed.set(prefix + f.getKey(), f.getValue()));
    line.set("fields", renamed);
  }
}
