package org.sluiceiot.kafka.decode.propose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Records;
import org.sluiceiot.kafka.decode.SourceRecord;

/** What is proposed decodes the record that it was proposed for. */
class MappingProposalTest {
  private static ObjectNode proposed(String payload) throws DecodeException {
    return MappingProposal.of(Records.of(payload));
  }

  private static List<EntityData> decoded(String payload) throws Exception {
    return Records.decode(proposed(payload).toString(), payload);
  }

  @Test
  void aFlatReadingIsNamedTimedAndSplitIntoTelemetryAndAttributes() throws Exception {
    String payload =
        """
        {"SensorId":"s-7","sensor_type":"probe","timestamp":"2026-01-02T03:04:05Z",
         "temperature":21.5,"open":true,"firmware":"v1.2","nothing":null}""";
    EntityData entity = decoded(payload).get(0);
    assertThat(entity.name()).isEqualTo("s-7");
    assertThat(entity.type()).isEqualTo("probe");
    assertThat(entity.attributes()).isEqualTo(Map.of("firmware", "v1.2"));
    assertThat(entity.telemetry()).hasSize(1);
    assertThat(entity.telemetry().get(0).timestamp())
        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(entity.telemetry().get(0).values())
        .isEqualTo(Map.of("temperature", 21.5, "open", true));
  }

  @Test
  void objectsThatAreNamedLikeValuesAreTakenAsAWhole() throws Exception {
    String payload =
        """
        {"device":{"id":"d1","model":"m3"},"ts":1700000000123,"readings":{"t":1,"mode":"eco",
         "deep":{"x":1}},"tags":{"site":"north"},"gps":{"lat":1.5,"quality":"good"}}""";
    assertThat(proposed(payload).toString())
        .isEqualTo(
            """
            {"type":"json","deviceName":"/device/id","entityType":"/device/model ?? 'default'",\
            "timestamp":"/ts ?? record:timestamp",\
            "telemetry":{"*":"/readings","gps_lat":"/gps/lat"},\
            "attributes":{"*":"/tags","gps_quality":"/gps/quality"}}""");
    EntityData entity = decoded(payload).get(0);
    assertThat(entity.name()).isEqualTo("d1");
    assertThat(entity.attributes()).isEqualTo(Map.of("site", "north", "gps_quality", "good"));
    assertThat(entity.telemetry().get(0).values())
        .containsEntry("mode", "eco")
        .containsEntry("gps_lat", 1.5);
  }

  @Test
  void itemsInsideOfAnEnvelopeAreFannedOut() throws Exception {
    String payload = "{\"batch\":1,\"items\":[{\"sn\":\"a\",\"t\":1},{\"sn\":\"b\",\"t\":2}]}";
    assertThat(decoded(payload)).extracting(EntityData::name).containsExactly("a", "b");
    assertThat(decoded("[{\"sn\":\"a\",\"t\":1},{\"sn\":\"b\",\"t\":2}]"))
        .extracting(EntityData::name)
        .containsExactly("a", "b");
  }

  @Test
  void pointsWithATimeEachStayPoints() throws Exception {
    String payload =
        """
        {"deviceName":"d","values":[{"ts":1700000000000,"values":{"t":1}},
         {"ts":1700000001000,"values":{"t":2}}]}""";
    assertThat(decoded(payload).get(0).telemetry()).hasSize(2);
  }

  @Test
  void withoutANameTheKeyCountsAndWithoutAKeyTheTopic() throws Exception {
    assertThat(decoded("{\"t\":1}").get(0).name()).isEqualTo("key-1");
    SourceRecord keyless =
        new SourceRecord("fleet.a", 0, 0, null, "{\"t\":1}".getBytes(), List.of(), null, "create");
    assertThat(MappingProposal.of(keyless).path("deviceName").asText()).isEqualTo("record:topic");
  }

  @ParameterizedTest
  @CsvSource({"5, false", "1700000000, true", "1700000000123, true", "99999999999999, false"})
  void aNumberIsATimeOnlyWhenItCanBeOneOfADevice(String number, boolean time) throws Exception {
    String timestamp =
        proposed("{\"id\":\"d\",\"time\":" + number + "}").path("timestamp").asText();
    assertThat(timestamp.startsWith("/time")).isEqualTo(time);
  }

  @Test
  void namesThatAnExpressionCannotSayAreLeftOutAndOthersEscaped() throws Exception {
    String payload = "{\"id\":\"d\",\"a??b\":1,\" c \":1,\"x/y~z\":4,\"\":5}";
    assertThat(decoded(payload).get(0).telemetry().get(0).values()).isEqualTo(Map.of("x/y~z", 4L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no json", "7", "\"text\"", "[]", "[1,2]", "{}"})
  void whatIsNoObjectIsRefusedInWords(String payload) {
    assertThatThrownBy(() -> proposed(payload))
        .isInstanceOf(DecodeException.class)
        .message()
        .containsIgnoringCase("json");
  }
}
