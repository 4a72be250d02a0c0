package org.sluiceiot.kafka.decode.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.Records;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.record.RecordFormat;

/**
 * An input that somebody reported in public: a decoder's configuration, records, and what must come
 * of them. Kept as {@code src/test/resources/cases/NAME.json}; bytes are base64.
 */
final class PublicCase {
  private final JsonNode file;

  private PublicCase(JsonNode file) {
    this.file = file;
  }

  static PublicCase named(String name) throws IOException {
    try (InputStream in = PublicCase.class.getResourceAsStream("/cases/" + name + ".json")) {
      return new PublicCase(JsonPayload.MAPPER.readTree(in));
    }
  }

  /** What must come of it, as the folder says it. */
  JsonNode expected() {
    return file.path("expected");
  }

  /** The entities of all records, in order, decoded one after another by one decoder. */
  JsonNode entities() throws Exception {
    Decoder decoder = Records.decoder(file.path("decoder").toString());
    ArrayNode entities = JsonPayload.MAPPER.createArrayNode();
    for (SourceRecord record : records()) {
      entities.addAll(EntityJson.of(decoder.decode(RecordFormat.DEFAULT.read(record))));
    }
    return entities;
  }

  private List<SourceRecord> records() {
    List<SourceRecord> records = new ArrayList<>();
    for (JsonNode record : file.path("records")) {
      List<SourceRecord.Header> headers = new ArrayList<>();
      for (Map.Entry<String, JsonNode> header : record.path("headers").properties()) {
        headers.add(new SourceRecord.Header(header.getKey(), bytes(header.getValue())));
      }
      records.add(
          new SourceRecord(
              "t",
              0,
              records.size(),
              bytes(record.get("key")),
              bytes(record.get("payload")),
              headers,
              Records.TIME,
              "create"));
    }
    return records;
  }

  private static byte[] bytes(JsonNode base64) {
    return base64 == null ? null : Base64.getDecoder().decode(base64.textValue());
  }
}
