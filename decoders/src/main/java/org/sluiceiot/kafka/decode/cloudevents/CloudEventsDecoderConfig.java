package org.sluiceiot.kafka.decode.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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

/** CloudEvents 1.0 over Kafka: attributes in the value (structured) or in headers (binary). */
@Variant(value = "cloudevents", title = "CloudEvents")
public record CloudEventsDecoderConfig(
    @Property(
            title = "Fields",
            help =
                "Where the fields of an event are, as for JSON: its attributes by their names, its"
                    + " data under /data.",
            defaultValue =
                "{\"deviceName\": \"/subject ?? /source\", \"entityType\": \"'default'\","
                    + " \"timestamp\": \"/time ?? record:timestamp\", \"telemetry\": {\"*\":"
                    + " \"/data\"}, \"attributes\": {}}")
        JsonDecoderConfig fields)
    implements DecoderConfig {
  private static final String PREFIX = "ce_";
  private static final String STRUCTURED = "application/cloudevents";

  @Override
  public Decoder compile(DecoderContext context) {
    return TreeDecoder.each(CloudEventsDecoderConfig::events, fields, context);
  }

  private static List<JsonNode> events(SourceRecord record) throws DecodeException {
    String contentType = text(record.header("content-type"));
    if (contentType.startsWith(STRUCTURED) && !contentType.contains("json")) {
      throw new DecodeException("header content-type: only JSON events are read: " + contentType);
    }
    if (record.header(PREFIX + "specversion") != null) {
      return List.of(complete(binary(record, contentType)));
    }
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode event : JsonPayload.all(record)) {
      events.add(complete(structured(event)));
    }
    return events;
  }

  private static JsonNode complete(JsonNode event) throws DecodeException {
    for (String required : new String[] {"specversion", "id", "source", "type"}) {
      if (event.isObject() && !event.hasNonNull(required)) {
        throw new DecodeException(required + ": is missing, so this is not a CloudEvent");
      }
    }
    return event;
  }

  /** A batch is an array of events. */
  private static JsonNode structured(JsonNode value) throws DecodeException {
    if (value.isArray()) {
      for (JsonNode event : value) {
        structured(event);
      }
    } else if (value instanceof ObjectNode event && event.hasNonNull("data_base64")) {
      try {
        byte[] data = Base64.getDecoder().decode(event.get("data_base64").asText());
        event.set("data", data(data, event.path("datacontenttype").asText("")));
      } catch (IllegalArgumentException e) {
        throw new DecodeException("data_base64: is not base64", e);
      }
    }
    return value;
  }

  private static JsonNode binary(SourceRecord record, String contentType) throws DecodeException {
    ObjectNode event = JsonPayload.MAPPER.createObjectNode();
    for (SourceRecord.Header header : record.headers()) {
      if (header.name().startsWith(PREFIX)) {
        event.put(header.name().substring(PREFIX.length()), text(header.value()));
      }
    }
    event.set("data", data(record.value(), contentType));
    return event;
  }

  private static JsonNode data(byte[] data, String contentType) throws DecodeException {
    return contentType.isEmpty() || contentType.contains("json")
        ? JsonPayload.read(data)
        : TextNode.valueOf(RecordMetadata.text(data));
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : RecordMetadata.headerText(bytes);
  }
}
