package org.sluiceiot.kafka.uplink.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.uplink.KafkaUplink;

/** How much an Avro object file may unpack to is what its integration says of every value. */
class AvroFileBoundTest {
  private static final int SIZE = 17 << 20;
  private static byte[] file;

  @BeforeAll
  static void write() throws Exception {
    Schema schema =
        SchemaBuilder.record("R").fields().requiredString("device").requiredString("x").endRecord();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<Object> out =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))
            .setCodec(CodecFactory.fromString("deflate"))) {
      out.create(schema, bytes);
      for (String text : new String[] {"x".repeat(SIZE / 2), "y".repeat(SIZE / 2)}) {
        out.append(new GenericRecordBuilder(schema).set("device", "d").set("x", text).build());
        out.sync();
      }
    }
    file = bytes.toByteArray();
  }

  private static JsonNode tried(String record) throws Exception {
    ObjectNode config =
        (ObjectNode)
            JsonPayload.MAPPER.readTree(
                "{\"connection\":{\"bootstrapServers\":\"127.0.0.1:1\"},\"topics\":[\"a\"],"
                    + "\"decoder\":{\"type\":\"avro\",\"fields\":{\"telemetry\":{}}}}");
    config.set("record", JsonPayload.MAPPER.readTree(record));
    ObjectNode form = JsonPayload.MAPPER.createObjectNode();
    form.put("payload", Base64.getEncoder().encodeToString(file));
    return new KafkaUplink(new LoopGuard()).dryRun(new FakeIntegrationContext(), config, form);
  }

  @Test
  void aFileWithinTheBoundIsRead() throws Exception {
    assertThat(tried("{\"maxUnpacked\":\"18MiB\"}").path("entities")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"maxUnpacked\":\"8MiB\"}", "{\"maxUnpacked\":\"1KiB\"}"})
  void aFileBeyondItSaysWhatToRaise(String record) throws Exception {
    assertThat(tried(record).path("error").asText())
        .contains("unpacks (deflate) to more")
        .contains("maxUnpacked");
  }
}
