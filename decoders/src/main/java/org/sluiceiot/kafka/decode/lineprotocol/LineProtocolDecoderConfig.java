package org.sluiceiot.kafka.decode.lineprotocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

  @Override
  public Decoder compile(DecoderContext context) {
    return TreeDecoder.of(LineProtocolDecoderConfig::lines, fields, context);
  }

  private static JsonNode lines(SourceRecord record) throws DecodeException {
    ArrayNode items = JsonPayload.MAPPER.createArrayNode();
    int number = 0;
    for (String line : RecordMetadata.text(record.value()).split("\\r?\\n")) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        items.add(new Line(line, number).read());
      }
    }
    return items;
  }
}
