package org.sluiceiot.kafka.uplink.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.uplink.config.Encoding;

/** A record as one JSON document: value, ts_type, ts, topic, offset, key, headers. */
public record RecordDocument(Encoding key, Encoding value) {

  /** A new document; of headers with one name the last one counts. */
  public ObjectNode of(SourceRecord record) {
    ObjectNode document = JsonPayload.MAPPER.createObjectNode();
    document.put("value", value.encode(record.value()));
    document.put("ts_type", record.timestampType());
    if (record.timestamp() != null) {
      document.put("ts", record.timestamp().toEpochMilli());
    }
    document.put("topic", record.topic());
    document.put("offset", record.offset());
    document.put("key", key == Encoding.NONE ? record.keyText() : key.encode(record.key()));
    ObjectNode headers = document.putObject("headers");
    for (SourceRecord.Header header : record.headers()) {
      headers.put(
          header.name(), header.value() == null ? null : RecordMetadata.headerText(header.value()));
    }
    return document;
  }

  /** The record with its document in the place of its value. */
  SourceRecord wrap(SourceRecord record) {
    return record.withValue(bytes(of(record)));
  }

  private static byte[] bytes(ObjectNode document) {
    try {
      return JsonPayload.MAPPER.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
