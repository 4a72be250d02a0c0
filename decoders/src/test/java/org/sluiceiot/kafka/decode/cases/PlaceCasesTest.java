package org.sluiceiot.kafka.decode.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.Records;

/** Values that would fall on one place are kept apart, or the record says so. */
class PlaceCasesTest {
  private static final String KEPWARE =
      "{\"timestamp\":1593698672213,\"values\":[{\"id\":\"Tag1\",\"v\":1121,\"q\":true,"
          + "\"t\":1593698671342},{\"id\":\"Tag2\",\"v\":0,\"q\":true,\"t\":1593698671342},"
          + "{\"id\":\"Tag3\",\"v\":7,\"q\":true}]}";

  private static JsonNode decode(String config, String value) throws Exception {
    return Records.json(EntityJson.of(Records.decode(config, value)).toString());
  }

  @Test
  void case04ArrayOuterTimeIgnored() {
    assertThatThrownBy(() -> PublicCase.named("04-array-outer-time-ignored").entities())
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("'plc'")
        .hasMessageContaining("'id'")
        .hasMessageContaining("2020-07-02T14:04:32.213Z")
        .hasMessageContaining("series");
  }

  @Test
  void kepwaresTagsAreASeries() throws Exception {
    JsonNode all =
        decode(
            "{\"type\":\"json\",\"deviceName\":\"'plc'\",\"timestamp\":\"/timestamp\",\"series\":"
                + "{\"items\":\"/values\",\"key\":\"/id\",\"value\":\"/v\",\"timestamp\":\"/t\"}}",
            KEPWARE);
    assertThat(all.at("/0/telemetry"))
        .isEqualTo(
            Records.json(
                "[{\"ts\":1593698671342,\"values\":{\"Tag1\":1121,\"Tag2\":0}},"
                    + "{\"ts\":1593698672213,\"values\":{\"Tag3\":7}}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"items":"/data"} | {"device":"d","data":[{"name":"t","value":1},{"name":"h","value":2},{"name":"x","value":null}]} | [{"ts":1700000000000,"values":{"t":1,"h":2}}]
          {"items":"/data"} | {"device":"d","ts":1700000001,"data":[{"id":"t","v":1},{"id":"t","v":2,"t":1700000002}]} | [{"ts":1700000001000,"values":{"t":1}},{"ts":1700000002000,"values":{"t":2}}]
          {"items":"/data","key":"/tag/name","value":"/reading/0"} | {"device":"d","data":[{"tag":{"name":7},"reading":[5]}]} | [{"ts":1700000000000,"values":{"7":5}}]
          {"items":"/data"} | {"device":"d","data":[{"name":"t","value":1},{"name":"t","value":1}]} | [{"ts":1700000000000,"values":{"t":1}}]
          """)
  void namesAndValuesAreASeries(String series, String value, String telemetry) throws Exception {
    JsonNode all = decode("{\"type\":\"json\",\"series\":" + series + "}", value);
    assertThat(all.at("/0/telemetry")).isEqualTo(Records.json(telemetry));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{"bn":"urn:dev:1/","bt":1320067464,"n":"t","u":"Cel","v":23.5},{"n":"h","t":-60,"v":40},{"n":"l","vs":"on"},{"n":"b","vb":true}] | [{"ts":1320067464000,"values":{"urn:dev:1/t":23.5,"urn:dev:1/l":"on","urn:dev:1/b":true}},{"ts":1320067404000,"values":{"urn:dev:1/h":40}}]
          [{"bn":"a/","bv":20,"n":"t","v":1.5},{"n":"u","v":-2},{"bv":0,"n":"w","v":3}] | [{"ts":1700000000000,"values":{"a/t":21.5,"a/u":18,"a/w":3}}]
          [{"n":"t","v":1,"t":-5},{"n":"t","v":2}] | [{"ts":1699999995000,"values":{"t":1}},{"ts":1700000000000,"values":{"t":2}}]
          """)
  void senmlHasBaseNamesAndTimes(String value, String telemetry) throws Exception {
    JsonNode all =
        decode(
            "{\"type\":\"json\",\"deviceName\":\"record:key\",\"series\":{\"form\":\"senml\"}}",
            value);
    assertThat(all.at("/0/telemetry")).isEqualTo(Records.json(telemetry));
  }

  @Test
  void aSeriesThatSaysTwoThingsOfOneMomentIsRefused() {
    assertThatThrownBy(
            () ->
                decode(
                    "{\"type\":\"json\",\"series\":{\"items\":\"/data\"}}",
                    "{\"device\":\"d\",\"data\":[{\"name\":\"t\",\"value\":1},"
                        + "{\"name\":\"t\",\"value\":2}]}"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("'d'")
        .hasMessageContaining("'t'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"json","deviceName":"/clientid","timestamp":"/timestamp","telemetry":{"t":"/payload/t"}}
          {"type":"json","deviceName":"/clientid","timestamp":"/timestamp","telemetry":{"*":"/payload"}}
          {"type":"json","deviceName":"root:/clientid","timestamp":"root:/timestamp","items":"/payload","telemetry":{"*":""}}
          """)
  void aTextThatIsJsonIsReadOnDemand(String config) throws Exception {
    String emqx =
        "{\"clientid\":\"c1\",\"topic\":\"up/c1\",\"payload\":\"{\\\"t\\\":21.5}\","
            + "\"timestamp\":1700000000123}";
    assertThat(decode(config, emqx))
        .isEqualTo(
            Records.json(
                "[{\"deviceName\":\"c1\",\"deviceType\":\"default\",\"attributes\":{},"
                    + "\"telemetry\":[{\"ts\":1700000000123,\"values\":{\"t\":21.5}}]}]"));
  }

  @Test
  void aTextIsStillATextWhereNobodyLooksInside() throws Exception {
    assertThat(
            decode(
                    "{\"type\":\"json\"}",
                    "{\"device\":\"a\",\"telemetry\":{\"s\":\"{\\\"t\\\":1}\"}}")
                .at("/0/telemetry/0/values/s")
                .textValue())
        .isEqualTo("{\"t\":1}");
  }

  @Test
  void case05TelegrafSeriesIdentity() {
    assertThatThrownBy(() -> PublicCase.named("05-telegraf-series-identity").entities())
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("'srv9'")
        .hasMessageContaining("'usage_idle'")
        .hasMessageContaining("2023-11-14T22:13:20Z")
        .hasMessageContaining("key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tags        | cpu,host=a,cpu=cpu0 idle=90 1700000000000000000\\ncpu,host=a,cpu=cpu1 idle=20 1700000000000000000 | {"cpu,cpu=cpu0.idle":90.0} | {"cpu,cpu=cpu1.idle":20.0}
          measurement | temp,host=a value=1 1700000000000000000\\nhum,host=a value=2 1700000000000000000 | {"temp.value":1.0} | {"hum.value":2.0}
          tags        | temp,host=a value=1 1700000000000000000\\nhum,host=a value=2 1700000000000000000 | {"temp.value":1.0} | {"hum.value":2.0}
          field       | m,host=a x=1 1700000000000000000\\nm,host=a y=2 1700000000000000000 | {"x":1.0} | {"y":2.0}
          """)
  void measurementAndTagsCanBePartOfTheKey(String key, String lines, String first, String second)
      throws Exception {
    JsonNode all =
        decode(
            "{\"type\":\"line-protocol\",\"key\":\"" + key + "\"}",
            lines.replace("\\\\n", "\n").replace("\\n", "\n"));
    assertThat(all.at("/0/telemetry/0/values")).isEqualTo(Records.json(first));
    assertThat(all.at("/1/telemetry/0/values")).isEqualTo(Records.json(second));
  }

  private static void asTheFolderSays(String name) throws Exception {
    PublicCase given = PublicCase.named(name);
    assertThat(Records.json(given.entities().toString()))
        .isEqualTo(given.expected().get("entities"));
  }

  @Test
  void case11LineProtocolBackslashTag() throws Exception {
    asTheFolderSays("11-line-protocol-backslash-tag");
  }

  @Test
  void case12LineProtocolNewlineInString() throws Exception {
    asTheFolderSays("12-line-protocol-newline-in-string");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"thingsboard-telemetry"} | [{"ts":5,"values":{"t":1}},{"ts":5,"values":{"t":2}}]
          {"type":"thingsboard-telemetry"} | [{"t":1},{"t":2}]
          {"type":"thingsboard"}           | [{"deviceName":"a","telemetry":{"t":1}},{"deviceName":"b","telemetry":{"t":1}},{"deviceName":"a","telemetry":{"t":2}}]
          {"type":"json"}                  | [{"device":"a","telemetry":{"t":1}},{"device":"a","telemetry":{"t":2}}]
          """)
  void twoValuesOnOnePlaceAreAnError(String config, String value) {
    assertThatThrownBy(() -> decode(config, value))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("'t'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"thingsboard-telemetry"} | [{"ts":5,"values":{"t":1}},{"ts":5,"values":{"t":1}}]
          {"type":"thingsboard-telemetry"} | [{"ts":5,"values":{"t":1}},{"ts":5,"values":{"u":2}}]
          {"type":"thingsboard"}           | [{"deviceName":"a","telemetry":{"t":1}},{"assetName":"a","assetType":"x","telemetry":{"t":2}}]
          {"type":"json"}                  | [{"device":"a","telemetry":{"t":1}},{"device":"a","ts":1700000001,"telemetry":{"t":2}}]
          """)
  void equalValuesAndOtherPlacesAreFine(String config, String value) throws Exception {
    assertThat(decode(config, value)).isNotEmpty();
  }
}
