package org.sluiceiot.kafka.uplink.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.sluiceiot.kafka.decode.SourceRecord;

/**
 * A record as JSON without loss, the input of a dry run: {@code payload}, {@code key} and each
 * header's {@code value} in base64.
 */
public final class RecordJson {
  private RecordJson() {}

  /** A new object. */
  public static ObjectNode write(SourceRecord record) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("topic", record.topic());
    json.put("partition", record.partition());
    json.put("offset", record.offset());
    json.put("payload", base64(record.value()));
    json.put("key", base64(record.key()));
    if (record.timestamp() != null) {
      json.put("timestamp", record.timestamp().toEpochMilli());
    }
    json.put("timestampType", record.timestampType());
    ArrayNode headers = json.putArray("headers");
    for (SourceRecord.Header header : record.headers()) {
      headers.addObject().put("name", header.name()).put("value", base64(header.value()));
    }
    return json;
  }

  /**
   * What is missing has a harmless value; a {@code text} may stand for the payload.
   *
   * @throws IllegalArgumentException something is not base64
   */
  public static SourceRecord read(JsonNode json) {
    List<SourceRecord.Header> headers = new ArrayList<>();
    for (JsonNode header : json.path("headers")) {
      headers.add(
          new SourceRecord.Header(header.path("name").asText(), bytes(header.path("value"))));
    }
    return new SourceRecord(
        json.path("topic").asText("dry-run"),
        json.path("partition").asInt(0),
        json.path("offset").asLong(0),
        bytes(json.path("key")),
        payload(json),
        headers,
        json.path("timestamp").isNumber()
            ? Instant.ofEpochMilli(json.path("timestamp").asLong())
            : null,
        json.path("timestampType").asText("create"));
  }

  /** As bytes, or as somebody wrote it. */
  private static byte[] payload(JsonNode json) {
    boolean written = !json.hasNonNull("payload") && json.path("text").isTextual();
    return written
        ? json.path("text").textValue().getBytes(StandardCharsets.UTF_8)
        : bytes(json.path("payload"));
  }

  private static byte[] bytes(JsonNode text) {
    return text.isTextual() ? Base64.getDecoder().decode(text.textValue()) : null;
  }

  private static String base64(byte[] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }
}
