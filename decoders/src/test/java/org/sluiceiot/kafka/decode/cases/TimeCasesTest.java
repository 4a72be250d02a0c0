package org.sluiceiot.kafka.decode.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.Records;

/** The time of a value is the one that the device meant. */
class TimeCasesTest {
  private static JsonNode decode(String config, String value) throws Exception {
    return EntityJson.of(Records.decode(config, value));
  }

  private static JsonNode timed(String options, String time) throws Exception {
    String config = "{\"type\":\"json\"%s,\"telemetry\":{\"v\":\"/v\"}}".formatted(options);
    return decode(config, "{\"device\":\"a\",\"ts\":" + time + ",\"v\":1}").at("/0/telemetry/0/ts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"thingsboard-telemetry"}                  | {"t":20}
          {"type":"thingsboard-telemetry"}                  | [{"values":{"t":20}}]
          {"type":"thingsboard-telemetry","shape":"gateway"} | {"d":[{"t":20}]}
          {"type":"thingsboard"}                            | {"deviceName":"d","telemetry":{"t":20}}
          {"type":"tbel","script":"return {deviceName: 'd', telemetry: {t: 20}};"} | x
          {"type":"javascript","script":"return {deviceName: 'd', telemetry: {t: 20}};"} | x
          {"type":"json","timestamp":"/ts"}                 | {"device":"d","telemetry":{"t":20}}
          {"type":"json","timestamp":"/ts"}                 | {"device":"d","telemetry":[{"t":20}]}
          {"type":"csv","fields":{"timestamp":"/ts","telemetry":{"t":"/t"}}} | 'device,t\nd,20'
          """)
  void case03ReplayWithoutTs(String config, String value) throws Exception {
    JsonNode point = decode(config, value.replace("\\n", "\n")).at("/0/telemetry/0");
    assertThat(point.path("ts").asLong()).isEqualTo(Records.TIME.toEpochMilli());
    assertThat(point.at("/values/t").asInt()).isEqualTo(20);
  }

  @Test
  void case14TimeCompactDigits() throws Exception {
    assertThat(
            PublicCase.named("14-time-compact-digits").entities().at("/0/telemetry/0/ts").asLong())
        .isEqualTo(1704164645000L);
  }

  @Test
  void case15TimeOffsetWithoutColon() throws Exception {
    PublicCase given = PublicCase.named("15-time-offset-without-colon");
    assertThat(Records.json(given.entities().toString()))
        .isEqualTo(given.expected().get("entities"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "2024-01-02T03:04:05+01"            | 2024-01-02T02:04:05Z
          "2024-01-02T03:04:05-0330"          | 2024-01-02T06:34:05Z
          "2024-01-02T03:04:05,123Z"          | 2024-01-02T03:04:05.123Z
          "2024-01-02 03:04:05,123 +0100"     | 2024-01-02T02:04:05.123Z
          "20240102T030405Z"                  | 2024-01-02T03:04:05Z
          "20240102T030405.250+0100"          | 2024-01-02T02:04:05.250Z
          "20240102 030405"                   | 2024-01-02T03:04:05Z
          "2024-01-02 03:04:05 UTC"           | 2024-01-02T03:04:05Z
          "2024-01-02T03:04:05 GMT"           | 2024-01-02T03:04:05Z
          "2024-01-02 03:04:05 +0000 UTC"     | 2024-01-02T03:04:05Z
          "2024-01-02 03:04:05z"              | 2024-01-02T03:04:05Z
          "2024-01-02T03:04Z"                 | 2024-01-02T03:04:00Z
          "2024/01/02 03:04:05"               | 2024-01-02T03:04:05Z
          "2024-01-02T03:04:05+01:00[Europe/Berlin]" | 2024-01-02T02:04:05Z
          "Tue, 2 Jan 2024 03:04:05 GMT"      | 2024-01-02T03:04:05Z
          "Tue, 02 Jan 2024 03:04:05 +0100"   | 2024-01-02T02:04:05Z
          20240102030405                      | 2024-01-02T03:04:05Z
          "20240102030405123"                 | 2024-01-02T03:04:05.123Z
          """)
  void readsTheUsualWrittenForms(String time, Instant expected) throws Exception {
    assertThat(timed("", time).asLong()).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20240102             | yyyyMMdd
          202401020304         | yyyyMMddHHmm
          20241302030405       | between 2000 and 2100
          133486381450000000   | FILETIME
          638397758450000000   | .NET
          45293.127            | spreadsheet
          19724                | days since 1970
          757479845            | seconds since 2000
          0                    | not set
          12                   | since the device started
          99999999999999       | between 2000 and 2100
          """)
  void anImplausibleNumberNamesWhatItMayBe(String time, String words) {
    assertThatThrownBy(() -> timed("", time))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith(
            "timestamp (/ts ?? record:timestamp): is not a time (auto): " + time)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "timestampPattern":"dd.MM.yyyy HH:mm:ss" | "02.01.2024 03:04:05" | 2024-01-02T03:04:05Z
          "timestampPattern":"dd.MM.yyyy HH:mm","timestampZone":"Europe/Berlin" | "02.01.2024 03:04" | 2024-01-02T02:04:00Z
          "timestampPattern":"yyMMddHHmmss" | 240102030405 | 2024-01-02T03:04:05Z
          "timestampPattern":"dd.MM.yyyy" | "02.01.2024" | 2024-01-02T00:00:00Z
          "timestampPattern":"d MMM yyyy h:mm a Z" | "2 Jan 2024 3:04 PM +0100" | 2024-01-02T14:04:00Z
          "timestampZone":"America/New_York" | "2024-01-02 03:04:05" | 2024-01-02T08:04:05Z
          "timestampZone":"+02:00" | 20240102030405 | 2024-01-02T01:04:05Z
          "timestampFormat":"seconds" | 12 | 1970-01-01T00:00:12Z
          "timestampFormat":"seconds" | null | 2023-11-14T22:13:20Z
          "timestampPattern":"dd.MM.yyyy" | null | 2023-11-14T22:13:20Z
          """)
  void aPatternAndAZoneCanBeGiven(String options, String time, Instant expected) throws Exception {
    assertThat(timed("," + options, time).asLong()).isEqualTo(expected.toEpochMilli());
  }

  @Test
  void aWrongPatternOrZoneIsRefusedWhenItIsSaved() {
    assertThatThrownBy(
            () ->
                Records.config(
                    "{\"type\":\"json\",\"timestampPattern\":\"{jj\",\"timestampZone\":\"Mars\"}"))
        .hasMessageContaining("timestampPattern")
        .hasMessageContaining("timestampZone");
  }

  @Test
  void anElementWithoutATimeHasItsItems() throws Exception {
    String config =
        "{\"type\":\"json\",\"items\":\"/units\",\"deviceName\":\"/id\",\"timestamp\":\"/t ??"
            + " root:/at ?? record:timestamp\",\"telemetry\":{\"*\":\"/rows\"}}";
    JsonNode all =
        decode(
            config,
            "{\"at\":1700000001,\"units\":[{\"id\":\"a\",\"t\":1700000002,\"rows\":[{\"v\":1},"
                + "{\"t\":1700000003,\"v\":2}]},{\"id\":\"b\",\"rows\":[{\"v\":3}]}]}");
    assertThat(all.at("/0/telemetry/0/ts").asLong()).isEqualTo(1700000002000L);
    assertThat(all.at("/0/telemetry/1/ts").asLong()).isEqualTo(1700000003000L);
    assertThat(all.at("/1/telemetry/0/ts").asLong()).isEqualTo(1700000001000L);
  }
}
