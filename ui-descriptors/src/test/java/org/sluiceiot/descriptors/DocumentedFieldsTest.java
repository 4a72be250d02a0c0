package org.sluiceiot.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Problem;

/**
 * The fields of a decoder need no type: what saving looks at takes them as the pages write them.
 */
class DocumentedFieldsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Described uplink =
      Descriptors.discover(DocumentedFieldsTest.class.getClassLoader()).stream()
          .filter(type -> type.type().equals("kafka-uplink"))
          .findFirst()
          .orElseThrow();

  /** As a host does at save: by the description, then by the record. */
  private void save(JsonNode decoder) throws Exception {
    ObjectNode config = JSON.createObjectNode();
    config.putObject("connection").put("bootstrapServers", "localhost:9092");
    config.putArray("topics").add("t");
    config.set("decoder", decoder);
    assertThat(new DescriptorValidator(Descriptors.describe(uplink)).validate(config))
        .extracting(Problem::toString)
        .isEmpty();
    assertThat(ConfigReader.read(config, uplink.config())).isNotNull();
  }

  @Test
  void case29FieldsWithoutType() throws Exception {
    try (InputStream in =
        DocumentedFieldsTest.class.getResourceAsStream("/cases/29-fields-without-type.json")) {
      save(JSON.readTree(in));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'csv','fields':{'deviceName':'/id','telemetry':{'*':''}}}",
        "{'type':'cbor','fields':{'deviceName':'/id'}}",
        "{'type':'messagepack','fields':{'deviceName':'/id'}}",
        "{'type':'cloudevents','fields':{'deviceName':'/id'}}",
        "{'type':'line-protocol','fields':{'deviceName':'/tags/host'}}",
        "{'type':'avro','schema':'{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}','fields':{'deviceName':'/id'}}",
        "{'type':'csv','fields':{'type':'json','deviceName':'/id'}}"
      })
  void everyDecoderOfATreeTakesFieldsWithoutType(String decoder) throws Exception {
    save(JSON.readTree(decoder.replace("\"", "\\\"").replace('\'', '"')));
  }
}
