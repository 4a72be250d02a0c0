package org.sluiceiot.kafka.decode.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.Records;

/** What Sparkplug B says with births before and without them. */
class SparkplugCasesTest {
  private static final HexFormat HEX = HexFormat.of();

  @TempDir Path directory;
  private Decoder decoder;

  /** Writes the fields of a message. */
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] payload(Fields... metrics) throws IOException {
    return message(
        out -> {
          out.writeUInt64(1, 1_700_000_000_000L);
          for (Fields metric : metrics) {
            out.writeByteArray(2, message(metric));
          }
        });
  }

  @BeforeEach
  void start() throws Exception {
    decoder = decoder("{\"type\":\"sparkplug-b\"}", false);
  }

  private Decoder decoder(String config, boolean trial) throws Exception {
    FakeHost host = new FakeHost().directory(directory);
    DecoderContext context = new DecoderContext("s", Map.of(), host);
    return Records.config(config).compile(trial ? context.onTrial() : context);
  }

  private JsonNode decode(String topic, byte[] payload) throws Exception {
    return EntityJson.of(decoder.decode(Records.of(payload, Map.of("mqtt.topic", topic))));
  }

  private JsonNode value(String topic, byte[] payload, String name) throws Exception {
    return decode(topic, payload).at("/0/telemetry/0/values").get(name);
  }

  @Test
  void case08SparkplugNoDatatypeInData() throws Exception {
    PublicCase untyped = PublicCase.named("08-sparkplug-no-datatype-in-data");
    ArrayNode points = JsonPayload.MAPPER.createArrayNode();
    for (JsonNode entity : untyped.entities()) {
      JsonNode point = entity.at("/telemetry/0");
      points.addArray().add(point.get("ts")).add(point.at("/values").get("pump/speed"));
    }
    assertThat(Records.json(points.toString())).isEqualTo(untyped.expected().get("pump/speed"));
  }

  @Test
  void case09SparkplugSameDeviceTwoGroups() throws Exception {
    List<String> names =
        new ArrayList<>(
            PublicCase.named("09-sparkplug-same-device-two-groups")
                .entities()
                .findValuesAsText("deviceName"));
    assertThat(names).hasSize(2).doesNotHaveDuplicates().contains("plantB/n7/pump1");
  }

  @Test
  void case10SparkplugDatasetDropped() throws Exception {
    JsonNode entities = PublicCase.named("10-sparkplug-dataset-dropped").entities();
    assertThat(entities.at("/0/telemetry/0/values/table").isArray()).isTrue();
  }

  @Test
  void typesAndAliasesOutliveARestart() throws Exception {
    byte[] birth =
        payload(
            m -> {
              m.writeString(1, "flow");
              m.writeUInt64(2, 9);
              m.writeUInt32(4, 3);
              m.writeUInt32(10, -7);
            });
    byte[] data =
        payload(
            m -> {
              m.writeUInt64(2, 9);
              m.writeUInt32(10, -8);
            });
    assertThat(value("spBv1.0/g/DBIRTH/n/d", birth, "flow").asInt()).isEqualTo(-7);
    start();
    assertThat(value("spBv1.0/g/DDATA/n/d", data, "flow").asInt()).isEqualTo(-8);
    assertThatThrownBy(() -> decode("spBv1.0/g/DDATA/n/other", data))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("birth unknown")
        .hasMessageContaining("Node Control/Rebirth = true to spBv1.0/g/NCMD/n");
  }

  @Test
  void aTrialReadsWhatIsKeptAndChangesNothing() throws Exception {
    byte[] birth =
        payload(
            m -> {
              m.writeString(1, "flow");
              m.writeUInt64(2, 9);
              m.writeUInt32(4, 3);
              m.writeUInt32(10, 7);
            });
    byte[] data =
        payload(
            m -> {
              m.writeUInt64(2, 9);
              m.writeUInt32(10, 8);
            });
    decoder = decoder("{\"type\":\"sparkplug-b\"}", true);
    decode("spBv1.0/g/DBIRTH/n/d", birth);
    start();
    assertThatThrownBy(() -> decode("spBv1.0/g/DDATA/n/d", data))
        .hasMessageContaining("birth unknown");
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "2147483647, 2147483647", "-5, "})
  void anUntypedNumberCountsUnlessItsSignIsUnknown(int number, Integer expected) throws Exception {
    byte[] data =
        payload(
            m -> {
              m.writeString(1, "t");
              m.writeUInt32(10, number);
            });
    if (expected != null) {
      assertThat(value("spBv1.0/g/NDATA/n", data, "t").asInt()).isEqualTo(expected);
      return;
    }
    assertThatThrownBy(() -> decode("spBv1.0/g/NDATA/n", data))
        .hasMessageContaining("birth unknown: the type of the metric 't'");
  }

  @Test
  void namesThatWouldCollideAreKeptApartOverRestarts() throws Exception {
    byte[] data =
        payload(
            m -> {
              m.writeString(1, "t");
              m.writeDouble(13, 1.5);
            });
    assertThat(decode("spBv1.0/a/DDATA/n/d", data).at("/0/deviceName").asText()).isEqualTo("d");
    start();
    assertThat(decode("spBv1.0/b/DDATA/n/d", data).at("/0/deviceName").asText()).isEqualTo("b/n/d");
    assertThat(decode("spBv1.0/a/DDATA/n/d", data).at("/0/deviceName").asText()).isEqualTo("d");
    decoder = decoder("{\"type\":\"sparkplug-b\",\"naming\":\"path\"}", false);
    assertThat(decode("spBv1.0/a/DDATA/n/d", data).at("/0/deviceName").asText()).isEqualTo("a/n/d");
    decoder = decoder("{\"type\":\"sparkplug-b\",\"naming\":\"device\"}", false);
    assertThat(decode("spBv1.0/b/DDATA/n/d", data).at("/0/deviceName").asText()).isEqualTo("d");
  }

  @Test
  void aDataSetIsAnArrayOfRows() throws Exception {
    byte[] table =
        message(
            t -> {
              t.writeUInt64(1, 2);
              t.writeString(2, "id");
              t.writeString(2, "ok");
              t.writeByteArray(3, new byte[] {3, 11});
              for (int row = 0; row < 2; row++) {
                int id = -row;
                byte[] first = message(e -> e.writeUInt32(1, id));
                byte[] second = message(e -> e.writeBool(5, id == 0));
                t.writeByteArray(
                    4,
                    message(
                        r -> {
                          r.writeByteArray(1, first);
                          r.writeByteArray(1, second);
                        }));
              }
            });
    byte[] data =
        payload(
            m -> {
              m.writeString(1, "table");
              m.writeUInt32(4, 16);
              m.writeByteArray(17, table);
            });
    assertThat(value("spBv1.0/g/DDATA/n/d", data, "table").toString())
        .isEqualTo("[{\"id\":0,\"ok\":true},{\"id\":-1,\"ok\":false}]");
  }

  @Test
  void aTemplateIsAnObjectWhoseMembersHaveTheTypesOfItsBirth() throws Exception {
    Fields inner =
        m -> {
          m.writeString(1, "rpm");
          m.writeUInt32(10, -3);
        };
    byte[] data = payload(m -> template(m, inner));
    byte[] birth =
        payload(
            m ->
                template(
                    m,
                    i -> {
                      i.writeString(1, "rpm");
                      i.writeUInt32(4, 3);
                      i.writeUInt32(10, 1);
                    }));
    assertThatThrownBy(() -> decode("spBv1.0/g/DDATA/n/d", data))
        .hasMessageContaining("birth unknown");
    decode("spBv1.0/g/DBIRTH/n/d", birth);
    assertThat(value("spBv1.0/g/DDATA/n/d", data, "motor").toString())
        .isEqualTo("{\"templateRef\":\"Motor\",\"metrics\":{\"rpm\":-3}}");
  }

  private static void template(CodedOutputStream out, Fields inner) throws IOException {
    out.writeString(1, "motor");
    out.writeUInt32(4, 19);
    out.writeByteArray(
        18,
        message(
            t -> {
              t.writeByteArray(2, message(inner));
              t.writeString(4, "Motor");
            }));
  }

  @ParameterizedTest
  @CsvSource({
    "17, 000102, AAEC",
    "18, ff, /w==",
    "22, 17ef, '[23,-17]'",
    "24, ffffffff05000000, '[-1,5]'",
    "29, ffffffffffffffff, '[18446744073709551615]'",
    "30, 0000ac41, '[21.5]'",
    "32, 0c000000a5f0, '[true,false,true,false,false,true,false,true,true,true,true,true]'",
    "33, 6100626300, '[a,bc]'",
    "34, 0068e5cf8b010000, '[1700000000000]'",
    "24, ffff, !cut off",
    "32, ffffff7f00, !cut off",
  })
  void bytesAndArrays(int type, String hex, String expected) throws Exception {
    byte[] data =
        payload(
            m -> {
              m.writeString(1, "a");
              m.writeUInt32(4, type);
              m.writeByteArray(16, HEX.parseHex(hex));
            });
    if (expected.startsWith("!")) {
      assertThatThrownBy(() -> decode("spBv1.0/g/DDATA/n/d", data))
          .isInstanceOf(DecodeException.class)
          .hasMessageContaining(expected.substring(1));
      return;
    }
    JsonNode value = value("spBv1.0/g/DDATA/n/d", data, "a");
    String text = value.isTextual() ? value.asText() : value.toString().replace("\"", "");
    assertThat(text).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"spBv1.0/STATE/scada", "STATE/scada", "spBv1.0/g/NDEATH/n", "spBv1.0/g/DCMD/n/d"})
  void whatSaysNothingAboutValuesIsIgnored(String topic) throws Exception {
    List<EntityData> entities =
        decoder.decode(Records.of("{\"online\":true}".getBytes(), Map.of("mqtt.topic", topic)));
    assertThat(entities).isEmpty();
  }
}
