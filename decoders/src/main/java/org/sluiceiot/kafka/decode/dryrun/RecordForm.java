package org.sluiceiot.kafka.decode.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.kafka.decode.SourceRecord;

/**
 * A record as JSON, the one form of REST, page and command line: {@code topic}, {@code partition},
 * {@code offset}, {@code timestamp} (milliseconds), {@code timestampType}, {@code key}, {@code
 * headers}, and {@code payload} (base64) or {@code text}. The key and a header's value are a text,
 * or {@code {"base64": "…"}}; headers are a list of {@code {"name", "value"}}, or an object where
 * no name repeats. Stateless, safe for any thread.
 */
public final class RecordForm {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String BASE64 = "base64";
  private static final String TOPIC = "dry-run";

  private RecordForm() {}

  /** A new object, without loss. */
  public static ObjectNode write(SourceRecord record) {
    ObjectNode json = NODES.objectNode();
    json.put("topic", record.topic());
    json.put("partition", record.partition());
    json.put("offset", record.offset());
    json.put("payload", base64(record.value()));
    json.set("key", written(record.key()));
    if (record.timestamp() != null) {
      json.put("timestamp", record.timestamp().toEpochMilli());
    }
    json.put("timestampType", record.timestampType());
    ArrayNode headers = json.putArray("headers");
    for (SourceRecord.Header header : record.headers()) {
      headers.addObject().put("name", header.name()).set("value", written(header.value()));
    }
    return json;
  }

  private static JsonNode written(byte[] bytes) {
    if (bytes == null) {
      return NODES.nullNode();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)
        ? NODES.textNode(text)
        : NODES.objectNode().put(BASE64, base64(bytes));
  }

  private static String base64(byte[] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * The record that a form describes; what is missing has a harmless value.
   *
   * @throws ConfigException every part that is not of its form
   */
  public static SourceRecord read(JsonNode form) throws ConfigException {
    Problems problems = new Problems();
    byte[] key = bytes(form.path("key"), problems.at("key"));
    byte[] value = value(form, problems);
    List<SourceRecord.Header> headers = headers(form.path("headers"), problems.at("headers"));
    JsonNode time = form.path("timestamp");
    if (!time.isMissingNode() && !time.isNull() && !time.canConvertToLong()) {
      problems
          .at("timestamp")
          .add("is not milliseconds since 1970", "give a number or leave it out");
    }
    problems.orThrow();
    Instant timestamp = time.isNumber() ? Instant.ofEpochMilli(time.longValue()) : null;
    return new SourceRecord(
        form.path("topic").asText(TOPIC),
        form.path("partition").asInt(0),
        form.path("offset").asLong(0),
        key,
        value,
        headers,
        timestamp,
        form.path("timestampType").asText(timestamp == null ? "undefined" : "create"));
  }

  private static byte[] value(JsonNode form, Problems problems) {
    if (form.hasNonNull("text")) {
      if (form.hasNonNull("payload")) {
        problems.at("text").add("stands beside 'payload'", "give one of them");
      }
      return form.get("text").asText().getBytes(StandardCharsets.UTF_8);
    }
    JsonNode payload = form.path("payload");
    return payload.isNull() || payload.isMissingNode()
        ? null
        : decoded(payload, problems.at("payload"), "or give a text in 'text'");
  }

  private static List<SourceRecord.Header> headers(JsonNode form, Problems problems) {
    List<SourceRecord.Header> headers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> header : form.properties()) {
      byte[] value = bytes(header.getValue(), problems.at(header.getKey()));
      headers.add(new SourceRecord.Header(header.getKey(), value));
    }
    if (form.isArray()) {
      for (int i = 0; i < form.size(); i++) {
        JsonNode header = form.get(i);
        if (!header.path("name").isTextual()) {
          problems.at(i).at("name").add("is missing", "give {\"name\": \"…\", \"value\": \"…\"}");
        }
        byte[] value = bytes(header.path("value"), problems.at(i).at("value"));
        headers.add(new SourceRecord.Header(header.path("name").asText(), value));
      }
    } else if (!form.isObject() && !form.isNull() && !form.isMissingNode()) {
      problems.add("is neither a list nor an object", "give [{\"name\": \"…\", \"value\": \"…\"}]");
    }
    return headers;
  }

  /** Null for null; the bytes of a text, or of base64 that says so. */
  private static byte[] bytes(JsonNode form, Problems problems) {
    if (form.isNull() || form.isMissingNode()) {
      return null;
    }
    if (form.isValueNode()) {
      return form.asText().getBytes(StandardCharsets.UTF_8);
    }
    if (form.size() == 1 && form.has(BASE64)) {
      return decoded(form.get(BASE64), problems, "or give a text");
    }
    problems.add("is neither a text nor {\"base64\": \"…\"}", "write it as one of these");
    return null;
  }

  private static byte[] decoded(JsonNode text, Problems problems, String remedy) {
    try {
      if (text.isTextual()) {
        return Base64.getDecoder().decode(text.textValue().strip());
      }
      problems.add("is not a text in base64", remedy);
    } catch (IllegalArgumentException e) {
      problems.add("is not base64", remedy);
    }
    return null;
  }
}
