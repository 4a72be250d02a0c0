package org.sluiceiot.kafka.decode.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.Records;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.record.RecordFormat;
import org.xerial.snappy.SnappyFramedOutputStream;
import org.xerial.snappy.SnappyOutputStream;

/** More inputs of the public kinds: envelopes, packs, frames and names that say nothing. */
class MoreInputsTest {
  private static final String JSON = "{\"type\":\"json\"}";
  private static final String CSV = "{\"type\":\"csv\"}";
  private static final String SENML =
      "{\"type\":\"json\",\"deviceName\":\"record:key\",\"series\":{\"form\":\"senml\"}}";
  private static final String SPARKPLUG = "{\"type\":\"sparkplug-b\"}";
  private static final String ONE = "{\"device\":\"a\",\"t\":1}";

  private static JsonNode decode(String decoder, SourceRecord record) throws Exception {
    return EntityJson.of(Records.decoder(decoder).decode(RecordFormat.DEFAULT.read(record)));
  }

  private static JsonNode decode(String decoder, byte[] value) throws Exception {
    return decode(decoder, Records.of(value));
  }

  private static JsonNode decode(String decoder, String value) throws Exception {
    return decode(decoder, value.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode values(JsonNode entities) {
    return entities.at("/0/telemetry/0/values");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"t\",\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"}}]},\"payload\":{\"device\":\"d\",\"t\":\"CGY=\"}}|{\"t\":21.5}",
        "{\"schema\":{\"type\":\"map\",\"keys\":{\"type\":\"string\"},\"values\":{\"type\":\"double\"}},\"payload\":{\"device\":\"d\",\"t\":21.5}}|{\"t\":21.5}",
        "{\"schema\":null,\"payload\":{\"device\":\"d\",\"t\":21.5}}|{\"t\":21.5}",
        "{\"schema\":{\"type\":\"struct\",\"optional\":false,\"fields\":[]},\"payload\":{\"device\":\"d\",\"telemetry\":{\"t\":21.5}}}|{\"t\":21.5}"
      })
  void connectsEnvelopeIsItsPayloadWhereNothingElseIsSaid(String value, String values)
      throws Exception {
    JsonNode entities = decode(JSON, value);
    assertThat(entities.at("/0/deviceName").asText()).isEqualTo("d");
    assertThat(values(entities)).isEqualTo(Records.json(values));
  }

  @Test
  void connectsEnvelopeOfRowsIsEachRow() throws Exception {
    String value =
        "{\"schema\":{\"type\":\"array\",\"items\":{\"type\":\"struct\"}},\"payload\":"
            + "[{\"device\":\"a\",\"t\":1},{\"device\":\"b\",\"t\":2}]}";
    assertThat(decode(JSON, value).findValuesAsText("deviceName")).containsExactly("a", "b");
  }

  @Test
  void pointersIntoConnectsEnvelopeStillLeadThere() throws Exception {
    String told =
        "{\"type\":\"json\",\"deviceName\":\"/payload/device\",\"telemetry\":{\"t\":\"/payload/t\"}}";
    String value =
        "{\"schema\":{\"type\":\"struct\",\"fields\":[]},\"payload\":{\"device\":\"d\",\"t\":1}}";
    assertThat(values(decode(told, value))).hasToString("{\"t\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"csv\"}|,device,t\\n0,d,1\\n",
        "{\"type\":\"csv\"}|device;;t\\nd;7;1\\n",
        "{\"type\":\"json\"}|{\"device\":\"d\",\"\":5,\"t\":1}",
        "{\"type\":\"json\",\"deviceName\":\"/d\",\"telemetry\":{\"*\":\"/v\"}}|{\"d\":\"d\",\"v\":{\" \":5,\"t\":1}}",
        "{\"type\":\"json\",\"deviceName\":\"/d\",\"attributes\":{\"*\":\"/v\"}}|{\"d\":\"d\",\"v\":{\"\":\"x\"}}"
      })
  void aValueWithoutANameIsNotLostInSilence(String decoder, String value) {
    assertThatThrownBy(() -> decode(decoder, value.replace("\\n", "\n")))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("has a value without a name");
  }

  @Test
  void anEmptyColumnWithoutANameIsNoValue() throws Exception {
    assertThat(values(decode(CSV, ",device,t\n,d,1\n")).path("t").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"/Date(1700000000123)/\"|1700000000123",
        "\"/Date(1700000000123+0200)/\"|1700000000123",
        "\"\\/Date(-1000)\\/\"|-1000",
        "{\"$date\":1700000000123}|1700000000123",
        "{\"$date\":\"2023-11-14T22:13:20.123Z\"}|1700000000123",
        "{\"$date\":{\"$numberLong\":\"1700000000123\"}}|1700000000123",
        "{\"$date\":{\"$numberLong\":\"-1000\"}}|-1000"
      })
  void timesOfDotNetAndMongoAreTimes(String ts, long millis) throws Exception {
    String value = "{\"device\":\"d\",\"ts\":%s,\"telemetry\":{\"t\":1}}".formatted(ts);
    assertThat(decode(JSON, value).at("/0/telemetry/0/ts").asLong()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"/Date(x)/\"", "\"/Date(17000000001231700000000123)/\"", "{\"$date\":true}",
        "{\"$date\":1,\"x\":2}", "{\"$date\":{\"$numberLong\":\"x\"}}", "{\"$timestamp\":{\"t\":1}}"
      })
  void whatOnlyLooksLikeThemIsNone(String ts) {
    String value = "{\"device\":\"d\",\"ts\":%s,\"telemetry\":{\"t\":1}}".formatted(ts);
    assertThatThrownBy(() -> decode(JSON, value))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("is not a time");
  }

  private static byte[] packed(String how, String text) throws IOException {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    if (how.equals("zstd")) {
      return Zstd.compress(plain);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out =
        switch (how) {
          case "lz4" -> new LZ4FrameOutputStream(bytes);
          case "snappy-framed" -> new SnappyFramedOutputStream(bytes);
          default -> new SnappyOutputStream(bytes);
        }) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "lz4", "snappy-framed", "snappy-java"})
  void garbageBehindAFrameIsAnError(String how) throws Exception {
    byte[] one = packed(how, ONE);
    assertThat(decode(JSON, one)).hasSize(1);
    for (int size : new int[] {1, 2, 3, 4, 5, 19, 100}) {
      byte[] garbage = new byte[size];
      garbage[size - 1] = 7;
      assertThatThrownBy(() -> decode(JSON, joined(one, garbage)))
          .as("%s, %d bytes", how, size)
          .isInstanceOf(DecodeException.class)
          .hasMessageContaining("packed by " + how);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "lz4"})
  void framesBehindEachOtherAreAllRead(String how) throws Exception {
    byte[] two = joined(packed(how, ONE), packed(how, "\n{\"device\":\"b\",\"t\":2}"));
    assertThat(decode(JSON, two).findValuesAsText("deviceName")).containsExactly("a", "b");
    for (int cut = 1; cut < 8; cut++) {
      byte[] half = Arrays.copyOf(two, two.length - cut);
      assertThatThrownBy(() -> decode(JSON, half)).isInstanceOf(DecodeException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"ca3dcccccd,0.1", "ca41ac0000,21.5", "ca501502f9,1.0E10", "cb3fb999999999999a,0.1"})
  void floatsOfMessagePackAreTheOnesThatAreMeant(String hex, double number) throws Exception {
    String decoder =
        "{\"type\":\"messagepack\",\"fields\":{\"deviceName\":\"record:key\","
            + "\"telemetry\":{\"x\":\"/x\"}}}";
    byte[] value = HexFormat.of().parseHex("81a178" + hex);
    assertThat(values(decode(decoder, value)).path("x").asDouble()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"bn\":\"urn:dev:ow:1;\",\"bt\":1700000000,\"bu\":\"A\",\"bver\":5,\"n\":\"c\",\"t\":-5,\"v\":1.2},{\"n\":\"c\",\"v\":1.7}]|[{\"ts\":1699999995000,\"values\":{\"urn:dev:ow:1;c\":1.2}},{\"ts\":1700000000000,\"values\":{\"urn:dev:ow:1;c\":1.7}}]",
        "[{\"n\":\"b\",\"vb\":false},{\"n\":\"s\",\"vs\":\"\"},{\"n\":\"d\",\"vd\":\"-_8\"}]|[{\"ts\":1700000000000,\"values\":{\"b\":false,\"s\":\"\",\"d\":\"-_8\"}}]",
        "[{\"n\":\"e\",\"u\":\"kWh\",\"v\":7,\"s\":120.5}]|[{\"ts\":1700000000000,\"values\":{\"e\":7,\"e.sum\":120.5}}]",
        "[{\"bn\":\"m/\",\"bs\":100,\"n\":\"e\",\"s\":20},{\"n\":\"f\",\"v\":1}]|[{\"ts\":1700000000000,\"values\":{\"m/e.sum\":120,\"m/f\":1}}]"
      })
  void packsOfSenmlAreResolved(String value, String telemetry) throws Exception {
    assertThat(decode(SENML, value).at("/0/telemetry")).hasToString(telemetry);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"n\":\"a\",\"v\":1,\"must_\":2}]|must_",
        "[{\"bver\":11,\"n\":\"a\",\"v\":1}]|version 11"
      })
  void packsThatMustBeUnderstoodAndAreNotAreRefused(String value, String words) {
    assertThatThrownBy(() -> decode(SENML, value))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(words);
  }

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

  private static Fields metric(String name, int value) {
    return m -> {
      m.writeString(1, name);
      m.writeUInt32(4, 3);
      m.writeUInt32(10, value);
    };
  }

  private static SourceRecord data(Fields... metrics) throws IOException {
    byte[] payload =
        message(
            out -> {
              out.writeUInt64(1, 1_700_000_000_000L);
              for (Fields metric : metrics) {
                out.writeByteArray(2, message(metric));
              }
            });
    return Records.of(payload, Map.of("mqtt.topic", "spBv1.0/g/DDATA/n/d"));
  }

  @Test
  void twoMetricsOfOneNameAndTimeAreNamed() throws Exception {
    SourceRecord twice = data(metric("flow", 1), metric("flow", 2));
    assertThatThrownBy(() -> decode(SPARKPLUG, twice))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("'flow'");
    assertThat(values(decode(SPARKPLUG, data(metric("flow", 1), metric("flow", 1)))))
        .hasToString("{\"flow\":1}");
  }

  @Test
  void twoColumnsOfADataSetOrMembersOfATemplateWithOneNameAreNamed() throws Exception {
    Fields table =
        m -> {
          m.writeString(1, "table");
          m.writeUInt32(4, 16);
          m.writeByteArray(
              17,
              message(
                  set -> {
                    set.writeString(2, "c");
                    set.writeString(2, "c");
                    set.writeUInt32(3, 3);
                    set.writeUInt32(3, 3);
                    set.writeByteArray(
                        4,
                        message(
                            row -> {
                              row.writeByteArray(1, message(e -> e.writeUInt32(1, 1)));
                              row.writeByteArray(1, message(e -> e.writeUInt32(1, 2)));
                            }));
                  }));
        };
    Fields template =
        m -> {
          m.writeString(1, "tpl");
          m.writeUInt32(4, 19);
          m.writeByteArray(
              18,
              message(
                  t -> {
                    t.writeByteArray(2, message(metric("c", 1)));
                    t.writeByteArray(2, message(metric("c", 2)));
                  }));
        };
    for (Fields one : new Fields[] {table, template}) {
      SourceRecord record = data(one);
      assertThatThrownBy(() -> decode(SPARKPLUG, record))
          .isInstanceOf(DecodeException.class)
          .hasMessageContaining("'c'")
          .hasMessageContaining("twice");
    }
  }

  @Test
  void aCompressedSparkplugPayloadIsNotEmpty() throws Exception {
    byte[] payload =
        message(
            out -> {
              out.writeUInt64(1, 1_700_000_000_000L);
              out.writeString(4, "SPBV1.0_COMPRESSED");
              out.writeByteArray(5, new byte[] {31, -117, 8});
            });
    SourceRecord record = Records.of(payload, Map.of("mqtt.topic", "spBv1.0/g/DDATA/n/d"));
    assertThatThrownBy(() -> decode(SPARKPLUG, record))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("compress");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "io.debezium.time.MicroTimestamp|int64|1700000000123456|1700000000123",
        "io.debezium.time.NanoTimestamp|int64|1700000000123456789|1700000000123",
        "io.debezium.time.Timestamp|int64|1700000000123|1700000000123",
        "io.debezium.time.ZonedTimestamp|string|\"2023-11-14T22:13:20.123Z\"|1700000000123"
      })
  void timesInDebeziumsEnvelopeAreTheRowsTime(String name, String type, String ts, long millis)
      throws Exception {
    String decoder =
        "{\"type\":\"json\",\"items\":\"/payload/after\",\"deviceName\":\"/device\","
            + "\"timestamp\":\"/at\",\"telemetry\":{\"t\":\"/t\"}}";
    String row = "{\"device\":\"d\",\"t\":\"CGY=\",\"at\":%s}".formatted(ts);
    String fields =
        "[{\"field\":\"device\",\"type\":\"string\"},{\"field\":\"t\",\"type\":\"bytes\","
            + "\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"}},"
            + "{\"field\":\"at\",\"type\":\"%s\",\"name\":\"%s\"}]".formatted(type, name);
    String value =
        ("{\"schema\":{\"type\":\"struct\",\"name\":\"x.Envelope\",\"fields\":[{\"field\":\"after\","
                + "\"type\":\"struct\",\"fields\":%s}]},\"payload\":{\"before\":null,\"after\":%s,"
                + "\"op\":\"%s\"}}")
            .formatted(fields, row, "u");
    JsonNode point = decode(decoder, value).at("/0/telemetry/0");
    assertThat(point.path("ts").asLong()).isEqualTo(millis);
    assertThat(point.at("/values/t").asDouble()).isEqualTo(21.5);
    String deleted = value.replace("\"after\":" + row, "\"after\":null");
    assertThat(decode(decoder, deleted)).isEmpty();
  }
}
