package org.sluiceiot.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.EntityData.Kind;

class ConverterResultTest {
  private static final Values CONVERTING =
      new Values(NumericText.CONVERT, NonFinite.SKIP, new DecoderNotes());

  private static List<EntityData> read(String json) throws DecodeException {
    return ConverterResult.read(Records.json(json), Set.of(), CONVERTING);
  }

  @Test
  void readsDevicesAndAssetsInOrder() throws Exception {
    List<EntityData> all =
        read(
            """
            [{"deviceName":"SN-111","deviceType":"thermostat","deviceLabel":"l",
              "customerName":"c","groupName":"g","attributes":{"model":"A"},
              "telemetry":[{"ts":1527863043000,"values":{"battery":3.99}},
                           {"ts":"1527863044000","values":{"battery":3.98}}]},
             {"assetName":"OF-123","assetType":"office",
              "telemetry":{"ts":1527863041000,"values":{"t":27}}},
             {"deviceName":"X","telemetry":{"temperature":42}}]\
            """);
    assertThat(all).extracting(EntityData::name).containsExactly("SN-111", "OF-123", "X");
    EntityData first = all.get(0);
    assertThat(first.kind()).isEqualTo(Kind.DEVICE);
    assertThat(first.type()).isEqualTo("thermostat");
    assertThat(first.label()).isEqualTo("l");
    assertThat(first.customer()).isEqualTo("c");
    assertThat(first.group()).isEqualTo("g");
    assertThat(first.attributes()).containsEntry("model", "A");
    assertThat(first.telemetry())
        .extracting(point -> point.timestamp().toEpochMilli())
        .containsExactly(1527863043000L, 1527863044000L);
    assertThat(all.get(1).kind()).isEqualTo(Kind.ASSET);
    assertThat(all.get(1).telemetry().get(0).values()).containsEntry("t", 27L);
    assertThat(all.get(2).type()).isEqualTo("default");
    assertThat(all.get(2).telemetry().get(0).timestamp()).isNull();
  }

  /** Scripts hand on the time that a network server wrote. */
  @ParameterizedTest
  @CsvSource({
    "2023-11-14T22:13:20.001Z, 1700000000001",
    "2023-11-14T23:13:20.001+01:00, 1700000000001",
    "2023-11-14 22:13:20, 1700000000000",
    "2023-11-14T22:13:20.001234567Z, 1700000000001",
    "2023-11-14, 1699920000000",
    "' 1700000000001 ', 1700000000001"
  })
  void aTimeMayBeWritten(String ts, long millis) throws Exception {
    EntityData entity =
        read("{\"deviceName\":\"d\",\"telemetry\":{\"ts\":\"" + ts + "\",\"values\":{\"b\":2}}}")
            .get(0);
    assertThat(entity.telemetry().get(0).timestamp().toEpochMilli()).isEqualTo(millis);
  }

  @Test
  void mixesFlatAndStampedPoints() throws Exception {
    EntityData entity =
        read("{\"deviceName\":\"d\",\"telemetry\":[{\"a\":1},{\"ts\":5,\"values\":{\"b\":2}}]}")
            .get(0);
    assertThat(entity.telemetry()).hasSize(2);
    assertThat(entity.telemetry().get(0).timestamp()).isNull();
    assertThat(entity.telemetry().get(1).timestamp()).isEqualTo(Instant.ofEpochMilli(5));
  }

  @Test
  void castsNumericTextsSkipsNullsKeepsJson() throws Exception {
    var values =
        read("""
        {"deviceName":"d","customerName":null,"groupName":null,"telemetry":{
         "i":"17","n":"-2.50","x":"1e5","v":"1.2.3","big":"99999999999999999999","z":null,
         "o":{"a":[1]},"l":[1,2],"b":true,"e":"","dot":"5.","one":1.0,"hex":"0x1F"}}\
        """)
            .get(0)
            .telemetry()
            .get(0)
            .values();
    assertThat(values)
        .containsEntry("i", 17L)
        .containsEntry("n", -2.5)
        .containsEntry("x", "1e5")
        .containsEntry("v", "1.2.3")
        .containsEntry("big", "99999999999999999999")
        .containsEntry("b", true)
        .containsEntry("e", "")
        .containsEntry("dot", "5.")
        .containsEntry("one", 1.0)
        .containsEntry("hex", "0x1F")
        .doesNotContainKey("z");
    assertThat((JsonNode) values.get("o")).isEqualTo(Records.json("{\"a\":[1]}"));
    assertThat((JsonNode) values.get("l")).isEqualTo(Records.json("[1,2]"));
  }

  @Test
  void addsUpdateOnlyKeys() throws Exception {
    JsonNode json = Records.json("{\"deviceName\":\"d\",\"updateOnlyKeys\":[\"b\"]}");
    assertThat(ConverterResult.read(json, Set.of("a"), CONVERTING).get(0).updateOnlyKeys())
        .containsExactlyInAnyOrder("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7                                                   | the result must be an object or an array of objects, not a number
          [1]                                                 | [0]: must be an object, not a number
          {}                                                  | neither deviceName nor assetName is given
          [{"deviceName":"a"},{"deviceName":"a","assetName":"b"}] | [1]: both deviceName and assetName are given
          {"assetName":"a"}                                   | assetType: is missing
          {"deviceName":{}}                                   | deviceName: must be a text, not an object
          {"deviceName":"a","attributes":[]}                  | attributes: must be an object, not an array
          {"deviceName":"a","telemetry":3}                    | telemetry: must be an object, not a number
          [{"deviceName":"a","telemetry":[{"t":1},2]}]        | [0].telemetry[1]: must be an object, not a number
          {"deviceName":"a","telemetry":{"ts":"x","values":{"a":1}}} | telemetry.ts: is not a time
          {"deviceName":"a","telemetry":{"ts":1,"values":2}}  | telemetry.values: must be an object
          {"deviceName":"a","updateOnlyKeys":2}               | updateOnlyKeys: must be an array
          """)
  void errorsNameThePath(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith(message);
  }
}
