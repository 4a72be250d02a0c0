package org.sluiceiot.kafka.decode.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.Records;

/** A value is the one that the device sent. */
class ValueCasesTest {
  private static JsonNode decode(String config, String value) throws Exception {
    return Records.json(
        EntityJson.of(Records.decode(config, value.replace("\\n", "\n"))).toString());
  }

  private static JsonNode values(String config, String value) throws Exception {
    return decode(config, value).at("/0/telemetry/0/values");
  }

  @ParameterizedTest
  @CsvSource({
    "13-numeric-text-leading-zeros",
    "26-nan-json",
    "27-csv-decimal-comma",
    "31-pointer-with-blank"
  })
  void asTheFolderSays(String name) throws Exception {
    PublicCase given = PublicCase.named(name);
    assertThat(Records.json(given.entities().toString()))
        .isEqualTo(given.expected().get("entities"));
  }

  @Test
  void case13NumericTextLeadingZeros() throws Exception {
    asTheFolderSays("13-numeric-text-leading-zeros");
  }

  @Test
  void case26NanJson() throws Exception {
    asTheFolderSays("26-nan-json");
  }

  @Test
  void case27CsvDecimalComma() throws Exception {
    asTheFolderSays("27-csv-decimal-comma");
  }

  @Test
  void case31PointerWithBlank() throws Exception {
    asTheFolderSays("31-pointer-with-blank");
  }

  @Test
  void case07DefaultJsonFlat() throws Exception {
    assertThat(
            PublicCase.named("07-default-json-flat")
                .entities()
                .at("/0/telemetry/0/values")
                .toString())
        .isEqualTo("{\"temperature\":21.5}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"json"} | {"device":"a","type":"m","ts":1700000000,"t":1,"h":null,"ok":true} | {"t":1,"ok":true}
          {"type":"json","deviceName":"/meta/id ?? /id"} | {"id":"a","meta":{"x":1},"t":1} | {"t":1}
          {"type":"json","items":"/rows","deviceName":"/id"} | {"rows":[{"id":"a","p":2.5}]} | {"p":2.5}
          {"type":"json"} | {"device":"a","telemetry":{"t":1},"other":2} | {"t":1}
          """)
  void flatJsonSavesItsMembers(String config, String value, String values) throws Exception {
    assertThat(values(config, value)).isEqualTo(Records.json(values));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"type\":\"json\"}', '{\"device\":\"a\",\"attributes\":{\"fw\":1},\"t\":2}'",
    "'{\"type\":\"json\"}', '{\"device\":\"a\",\"values\":{\"t\":2}}'",
    "'{\"type\":\"json\",\"telemetry\":{\"x\":\"/x\"}}', '{\"device\":\"a\",\"t\":2}'"
  })
  void whatIsNotFlatIsNotGuessed(String config, String value) throws Exception {
    assertThat(decode(config, value).at("/0/telemetry")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"json","numericText":"convert"}                       | 1.1
          {"type":"json"}                                               | "1.10"
          {"type":"json","numericText":"keep"}                          | "1.10"
          """)
  void numericTextsAreKeptOrConverted(String config, String expected) throws Exception {
    assertThat(values(config, "{\"device\":\"a\",\"telemetry\":{\"v\":\"1.10\"}}").get("v"))
        .isEqualTo(Records.json(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"thingsboard-telemetry"}                        | {"v":"007"} | 7
          {"type":"thingsboard-telemetry","numericText":"keep"}   | {"v":"007"} | "007"
          {"type":"thingsboard"}                                  | {"deviceName":"a","telemetry":{"v":"007"}} | 7
          {"type":"thingsboard","numericText":"keep"}             | {"deviceName":"a","telemetry":{"v":"007"}} | "007"
          {"type":"tbel","script":"return {deviceName: 'a', telemetry: {v: '007'}};"} | x | "007"
          {"type":"javascript","numericText":"convert","script":"return {deviceName: 'a', telemetry: {v: '007'}};"} | x | 7
          {"type":"converter","converter":{"type":"UPLINK","configuration":{"scriptLang":"TBEL","tbelDecoder":"return {deviceName: 'a', telemetry: {v: '007'}};"}}} | x | 7
          """)
  void thingsBoardsDecodersConvertByDefault(String config, String value, String expected)
      throws Exception {
    assertThat(values(config, value).get("v")).isEqualTo(Records.json(expected));
  }

  @Test
  void factsThatAreNumbersAreNumbers() throws Exception {
    assertThat(
            values(
                "{\"type\":\"json\",\"deviceName\":\"'a'\",\"telemetry\":{\"o\":\"record:offset\","
                    + "\"k\":\"record:key\"}}",
                "{}"))
        .isEqualTo(Records.json("{\"o\":42,\"k\":\"key-1\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"device":"a","telemetry":{"x":NaN,"y":Infinity,"z":-Infinity,"h":1}}
          {"device":"a","telemetry":{"x":1e999,"h":1}}
          {"device":"a","telemetry":[{"x":NaN},{"h":1}]}
          """)
  void nonFiniteNumbersAreSkippedAndCounted(String value) throws Exception {
    DecoderContext context = Records.context();
    JsonNode all =
        EntityJson.of(
            Records.config("{\"type\":\"json\"}").compile(context).decode(Records.of(value)));
    assertThat(all.at("/0/telemetry/0/values").toString()).isEqualTo("{\"h\":1}");
    assertThat(context.notes().takeNonFinite()).isPositive();
    assertThat(context.notes().takeNonFinite()).isZero();
  }

  @Test
  void nonFiniteNumbersAreTextsOrFailWhereAsked() throws Exception {
    String value = "{\"device\":\"a\",\"telemetry\":{\"x\":NaN,\"y\":-Infinity}}";
    assertThat(values("{\"type\":\"json\",\"nonFinite\":\"text\"}", value).toString())
        .isEqualTo("{\"x\":\"NaN\",\"y\":\"-Infinity\"}");
    assertThatThrownBy(() -> decode("{\"type\":\"json\",\"nonFinite\":\"fail\"}", value))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("x");
    assertThatThrownBy(
            () ->
                decode(
                    "{\"type\":\"thingsboard-telemetry\",\"nonFinite\":\"fail\"}", "{\"x\":NaN}"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("telemetry.x");
    assertThat(decode("{\"type\":\"thingsboard-telemetry\"}", "{\"x\":NaN}").at("/0/telemetry"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"csv"} | device;t\\na;21,5 | 21.5
          {"type":"csv"} | device,t\\na,21.5 | 21.5
          {"type":"csv"} | device;t\\na;21.5 | 21.5
          {"type":"csv"} | device;t\\na;-0,5 | -0.5
          {"type":"csv"} | device;t\\na;1.234,5 | 1234.5
          {"type":"csv","decimal":"comma"} | device;t\\na;1.234 | 1234
          {"type":"csv","decimal":"comma"} | device,t\\na,"21,5" | 21.5
          {"type":"csv"} | device,t\\na,"21,5" | "21,5"
          {"type":"csv","decimal":"point"} | device;t\\na;21,5 | "21,5"
          {"type":"csv"} | device;t\\na;0123 | "0123"
          {"type":"csv"} | device;t\\na;+49 | "+49"
          {"type":"csv"} | device;t\\na;0 | 0
          {"type":"csv"} | device;t\\na;2e3 | "2e3"
          {"type":"csv"} | device;t\\na;0123\\nb;4567 | "0123"
          {"type":"csv"} | device;t\\na;4567\\nb;0123 | "4567"
          {"type":"csv"} | device;t\\na;"say ""hi""; now" | "say \\"hi\\"; now"
          {"type":"csv"} | device,t\\na,"line 1\\nline 2" | "line 1\\nline 2"
          """)
  void csvCellsAreWhatTheyLookLike(String config, String value, String expected) throws Exception {
    assertThat(values(config, value.replace("\\\\n", "\n")).get("t"))
        .isEqualTo(Records.json(expected.replace("\\\\", "\\")));
  }

  @Test
  void csvSeparatorsAreFoundFromTheFirstRow() throws Exception {
    for (String separator : new String[] {",", ";", "\t", "|"}) {
      String text = "device#t#note\na#1#x\n".replace("#", separator);
      assertThat(values("{\"type\":\"csv\"}", text).get("t").asInt()).as(separator).isEqualTo(1);
    }
    assertThat(
            values("{\"type\":\"csv\"}", "device;\"t, C\";note, long\na;1;x").get("t, C").asInt())
        .isEqualTo(1);
    assertThat(
            values("{\"type\":\"csv\",\"columns\":[\"device\",\"t\"]}", "a;21,5\nb;22,5")
                .get("t")
                .asDouble())
        .isEqualTo(21.5);
  }

  @Test
  void aSeparatorThatNeverOccursIsAnError() {
    assertThatThrownBy(() -> decode("{\"type\":\"csv\",\"separator\":\",\"}", "device;t\na;1"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("separator")
        .hasMessageContaining("';'");
    assertThatThrownBy(() -> Records.config("{\"type\":\"csv\",\"separator\":\"::\"}"))
        .hasMessageContaining("separator");
  }

  @Test
  void csvSkipsNonFiniteCells() throws Exception {
    assertThat(values("{\"type\":\"csv\"}", "device;t;h\na;NaN;1").toString())
        .isEqualTo("{\"device\":\"a\",\"h\":1}");
  }

  @Test
  void aBlankBelongsToThePointer() throws Exception {
    String value = "{\"device\":\"a\",\"v\":{\"t \":1,\" u\":2,\"w  \":3}}";
    String config = "{\"type\":\"json\",\"telemetry\":{\"x\":\"%s\"}}";
    for (String[] each :
        new String[][] {
          {"/v/t ", "1"},
          {"/v/ u", "2"},
          {"/v/none ?? /v/t ", "1"},
          {"/v/w   ?? /none", "3"},
          {"root:/v/t ", "1"}
        }) {
      assertThat(values(config.formatted(each[0]), value).get("x"))
          .as(each[0])
          .isEqualTo(Records.json(each[1]));
    }
  }
}
