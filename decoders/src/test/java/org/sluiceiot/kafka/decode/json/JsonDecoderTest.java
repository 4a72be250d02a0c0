package org.sluiceiot.kafka.decode.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.EntityData.Kind;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Records;

class JsonDecoderTest {

  private static EntityData one(String config, String value) throws Exception {
    List<EntityData> all = Records.decode(config, value);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void defaultsFitThePlainForm() throws Exception {
    EntityData entity =
        one(
            "{\"type\":\"json\"}",
            """
            {"device":"d1","type":"meter","ts":1700000000123,
             "telemetry":{"t":21.5,"n":null},"attributes":{"fw":"1.2.3"}}\
            """);
    assertThat(entity.name()).isEqualTo("d1");
    assertThat(entity.type()).isEqualTo("meter");
    assertThat(entity.attributes()).isEqualTo(Map.of("fw", "1.2.3"));
    assertThat(entity.telemetry().get(0).timestamp())
        .isEqualTo(Instant.ofEpochMilli(1700000000123L));
    assertThat(entity.telemetry().get(0).values()).isEqualTo(Map.of("t", 21.5));
  }

  @Test
  void takesTheWholeObject() throws Exception {
    EntityData entity =
        one(
            "{\"type\":\"json\",\"deviceName\":\"/id\",\"telemetry\":{\"*\":\"\"}}",
            "{\"id\":7,\"t\":1,\"deep\":{\"a\":1}}");
    assertThat(entity.name()).isEqualTo("7");
    assertThat(entity.type()).isEqualTo("default");
    assertThat(entity.telemetry().get(0).timestamp()).isEqualTo(Records.TIME);
    assertThat(entity.telemetry().get(0).values())
        .isEqualTo(Map.of("id", 7L, "t", 1L, "deep", Records.json("{\"a\":1}")));
  }

  @Test
  void readsRecordContextConstantsAndAlternatives() throws Exception {
    EntityData entity =
        one(
            """
            {"type":"json","deviceName":"/name ?? record:key","entityType":"'probe'",
             "customer":"metadata:site","timestamp":"","timestampFormat":"auto",
             "telemetry":{"t":"/v/0","u":"/none ?? '9'","none":"/none"},
             "attributes":{"topic":"record:topic","at":"record:offset"}}\
            """
                .replace("\"timestamp\":\"\"", "\"timestamp\":\"/when\""),
            "{\"v\":[5],\"when\":\"2024-01-01T00:00:00Z\"}");
    assertThat(entity.name()).isEqualTo("key-1");
    assertThat(entity.type()).isEqualTo("probe");
    assertThat(entity.customer()).isEqualTo("north");
    assertThat(entity.attributes()).isEqualTo(Map.of("topic", "fleet.a", "at", 42L));
    assertThat(entity.telemetry().get(0).values()).isEqualTo(Map.of("t", 5L, "u", "9"));
    assertThat(entity.telemetry().get(0).timestamp())
        .isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
  }

  @Test
  void fansOutArraysAndLooksBackAtTheRoot() throws Exception {
    List<EntityData> all =
        Records.decode(
            """
            {"type":"json","items":"/meters","assetName":"/id","entityType":"'meter'",
             "timestamp":"root:/at","telemetry":{"kwh":"jmespath:readings[-1].kwh"},
             "attributes":{}}\
            """,
            """
            {"at":1700000000,"meters":[{"id":"a","readings":[{"kwh":1},{"kwh":2}]},
                                       {"id":"b","readings":[]}]}\
            """);
    assertThat(all).extracting(EntityData::name).containsExactly("a", "b");
    assertThat(all).extracting(EntityData::kind).containsOnly(Kind.ASSET);
    assertThat(all.get(0).telemetry().get(0).values()).isEqualTo(Map.of("kwh", 2L));
    assertThat(all.get(0).telemetry().get(0).timestamp())
        .isEqualTo(Instant.ofEpochSecond(1700000000));
    assertThat(all.get(1).telemetry()).isEmpty();
  }

  @Test
  void makesAPointOfEachTelemetryElement() throws Exception {
    EntityData entity =
        one(
            "{\"type\":\"json\"}",
            "{\"device\":\"d\",\"telemetry\":[{\"ts\":1000000000000,\"values\":{\"a\":1}},{\"a\":2}]}");
    assertThat(entity.telemetry())
        .extracting(point -> point.values().get("a"))
        .containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"telemetry":{}}                          | deviceName (/device): has no value
          [{"device":"a"},{"device":{}}]            | [1].name (/device): must be a text
          {"device":"a","telemetry":5}              | telemetry.* (/telemetry): must be an object
          {"device":"a","ts":"x","telemetry":{"a":1}} | timestamp (/ts ?? record:timestamp): is not a time
          {"device":                                | line 1, column
          """)
  void errorsNameThePath(String value, String message) {
    assertThatThrownBy(() -> Records.decode("{\"type\":\"json\"}", value))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void reportsEveryWrongExpression() {
    assertThatThrownBy(
            () ->
                Records.config(
                    """
                    {"type":"json","deviceName":"device","telemetry":{"a":"jmespath:a[","b":"x:y"}}
                    """))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.path())
                    .containsExactly(
                        "decoder.deviceName", "decoder.telemetry.a", "decoder.telemetry.b"));
  }
}
