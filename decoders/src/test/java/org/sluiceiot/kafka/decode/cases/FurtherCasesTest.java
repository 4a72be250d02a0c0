package org.sluiceiot.kafka.decode.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.Records;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.record.RecordFormat;

/** Inputs of the public kinds that were stored wrong, lost, or refused in a library's words. */
class FurtherCasesTest {
  private static final String JSON = "{\"type\":\"json\",\"deviceName\":\"/device ?? record:key\"}";
  private static final String CSV = "{\"type\":\"csv\"}";

  private static JsonNode decode(String decoder, byte[] value) throws Exception {
    SourceRecord record = RecordFormat.DEFAULT.read(Records.of(value));
    return EntityJson.of(Records.decoder(decoder).decode(record));
  }

  private static JsonNode decode(String decoder, String value) throws Exception {
    return decode(decoder, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String tree(String type) {
    return ("{\"type\":\"%s\",\"fields\":{\"deviceName\":\"record:key\",\"timestamp\":\"/ts ??"
            + " record:timestamp\",\"telemetry\":{\"x\":\"/x\"},\"attributes\":{}}}")
        .formatted(type);
  }

  private static JsonNode values(JsonNode entities) {
    return entities.at("/0/telemetry/0/values");
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-W10-2,1709596800000",
    "2024W102T060708Z,1709618828000",
    "2024-W10-2T06:07:08+01:00,1709615228000",
    "2024-065T06:07:08Z,1709618828000",
    "2020-W53-7 23:59:59,1609718399000",
    "2024-366,1735603200000"
  })
  void weekAndOrdinalDatesAreTimes(String text, long millis) throws Exception {
    String value = "{\"device\":\"d\",\"ts\":\"%s\",\"telemetry\":{\"t\":1}}".formatted(text);
    assertThat(decode(JSON, value).at("/0/telemetry/0/ts").asLong()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-W54-1", "2023-366", "2024-W10-8"})
  void weeksAndDaysThatAYearDoesNotHaveAreNone(String text) {
    String value = "{\"device\":\"d\",\"ts\":\"%s\",\"telemetry\":{\"t\":1}}".formatted(text);
    assertThatThrownBy(() -> decode(JSON, value))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("is not a time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"device\":\"d\",\"t\":1,\"t\":2}",
        "{\"device\":\"d\",\"t\\u0031\":1,\"t1\":2}",
        "{\"device\":\"d\",\"telemetry\":{\"a\":{\"x\":1,\"x\":2}}}"
      })
  void aNameThatStandsTwiceIsNamed(String value) {
    assertThatThrownBy(() -> decode(JSON, value))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining("stands twice");
  }

  @ParameterizedTest
  @CsvSource({"cbor,a2617801617802", "messagepack,82a17801a17802"})
  void aBinaryKeyThatStandsTwiceIsNamed(String type, String value) {
    assertThatThrownBy(() -> decode(tree(type), hex(value)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("the key 'x' stands twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"{\\\"device\\\":\\\"a\\\",\\\"t\\\":1}\"",
        "\" [{\\\"device\\\":\\\"a\\\",\\\"t\\\":1}] \"",
        "\"{\\\"device\\\":\\\"a\\\",\\\"telemetry\\\":\\\"{\\\\\\\"t\\\\\\\":1}\\\"}\""
      })
  void aPayloadThatIsJsonInsideAJsonTextIsRead(String value) throws Exception {
    JsonNode entities = decode(JSON, value);
    assertThat(entities.at("/0/deviceName").asText()).isEqualTo("a");
    assertThat(values(entities).path("t").asLong()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "nan", "-inf", "+Inf", "Infinity"})
  void linesWithNumbersThatAreNoneLoseOnlyThese(String number) throws Exception {
    JsonNode values =
        values(decode("{\"type\":\"line-protocol\"}", "m,host=h v=" + number + ",w=1i"));
    assertThat(values).hasToString("{\"w\":1}");
  }

  @ParameterizedTest
  @CsvSource({"1.5e3,1500", "1e-05,0.00001", "-2E+2,-200", "-.5,-0.5", ".25,0.25", "1.0E-3,0.001"})
  void csvNumbersAreReadAsProgramsWriteThem(String cell, double number) throws Exception {
    JsonNode found = values(decode(CSV, "device,t\nd," + cell + "\n")).path("t");
    assertThat(found.isNumber()).as(cell).isTrue();
    assertThat(found.asDouble()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12E5", "1e", "1.5e+", ".", "-", "1.2.3", "1.5e1234", "0x1F", "1_000", "5%"})
  void csvTextsThatLookLikeNumbersStayTexts(String cell) throws Exception {
    assertThat(values(decode(CSV, "device,t\nd," + cell + "\n")).path("t"))
        .isEqualTo(Records.json("\"" + cell + "\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF"})
  void aSeparatorThatTheFirstLineNamesIsUsed(String mark) throws Exception {
    JsonNode values = values(decode(CSV, mark + "sep=;\r\ndevice;t\r\nd;1,5\r\n"));
    assertThat(values.path("t").asDouble()).isEqualTo(1.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "device,t\\nd,1,2\\n|Too many entries",
        "''|it has no header row",
        "device,t\\n\"d,1\\n|Missing closing quote",
        "device,t,t\\nd,1,2\\n|two columns are named 't'"
      })
  void whatIsWrongWithCsvIsSaidWithoutTheLibrarysOwnWords(String csv, String why) {
    assertThatThrownBy(() -> decode(CSV, csv.replace("\\n", "\n")))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("Source:")
        .hasMessageNotContaining("byte[]");
  }

  @Test
  void csvThatIsNotUtf8IsToldAsThat() {
    byte[] latin = "device;t\nSüd;1,5\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> decode(CSV, latin))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("send the text as UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "a1 6178 c5 82 20 03,1.5",
    "a1 6178 c5 82 01 03,6",
    "a1 6178 c4 82 21 19 6ab3,273.15",
    "a1 6178 fa 3dcccccd,0.1",
    "a1 6178 f9 3e00,1.5"
  })
  void numbersOfCborAreTheOnesThatAreMeant(String value, double number) throws Exception {
    assertThat(values(decode(tree("cbor"), hex(value))).path("x").asDouble()).isEqualTo(number);
  }

  @Test
  void aUuidOfCborIsAText() throws Exception {
    byte[] value = hex("a1 6178 d825 50 00112233445566778899aabbccddeeff");
    assertThat(values(decode(tree("cbor"), value)).path("x").asText())
        .isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 18, 19, 100, 5000})
  void garbageBehindGzipIsAnError(int size) throws Exception {
    byte[] one = gzip("{\"device\":\"a\",\"t\":1}");
    byte[] garbage = new byte[size];
    garbage[size - 1] = 7;
    assertThatThrownBy(() -> decode(JSON, joined(one, garbage)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("packed by gzip");
    assertThat(decode(JSON, joined(one, new byte[size]))).as("filled up").hasSize(1);
    byte[] two = joined(one, gzip("{\"device\":\"b\",\"t\":2}"));
    assertThat(decode(JSON, two).findValuesAsText("deviceName")).containsExactly("a", "b");
    assertThatThrownBy(() -> decode(JSON, joined(two, garbage)))
        .isInstanceOf(DecodeException.class);
  }
}
