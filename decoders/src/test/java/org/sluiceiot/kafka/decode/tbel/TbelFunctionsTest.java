package org.sluiceiot.kafka.decode.tbel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mvel2.util.MethodStub;
import org.sluiceiot.kafka.decode.Records;
import org.sluiceiot.kafka.decode.script.ResultDecoder;

/** Every function that ThingsBoard offers, called from a script: one line and its result each. */
class TbelFunctionsTest {
  private static final String CASES =
      """
      btoa("hello") = "aGVsbG8="
      atob("aGVsbG8=") = "hello"
      decodeToJson("{\\"a\\":[1,2.5,null,true],\\"n\\":null}") = {"a":[1,2.5,null,true]}
      decodeToJson(payload).size() = 1
      decodeToString(payload) = "[1]"
      bytesToString([104, 105]) = "hi"
      bytesToString([-61, -87], "UTF-8") = "é"
      stringToBytes("hé") = [104, -61, -87]
      stringToBytes("hi", "UTF-16BE") = [0, 104, 0, 105]
      parseInt("42") = 42
      parseInt("0x0A") = 10
      parseInt("-7") = -7
      parseInt("1010", 2) = 10
      parseInt("11111111111111111111111111111110", 2) = -2
      parseInt("17", 8) = 15
      parseInt("FF", 16) = 255
      parseInt("zz", 36) = 1295
      parseInt(" ") = null
      parseLong("9007199254740993") = 9007199254740993
      parseLong("FFFFFFFF", 16) = 4294967295
      parseInt("111111111111111111111111111111111", 2) = -1
      parseFloat("3.5") = 3.5
      parseFloat("3,5") = error
      parseFloat("41200000", 16) = 10.0
      parseDouble("1.25") = 1.25
      parseDouble("1,25") = error
      parseDouble(" ") = error
      parseDouble("4024000000000000", 16) = 10.0
      parseHexToInt("0F") = 15
      parseHexToInt("0100", false) = 1
      parseLittleEndianHexToInt("0A00") = 10
      parseBigEndianHexToInt("000A") = 10
      parseHexToLong("0x00FF") = 255
      parseHexToLong("FF00", false) = 255
      parseLittleEndianHexToLong("0100000000000000") = 1
      parseBigEndianHexToLong("7FFFFFFFFFFFFFFF") = 9223372036854775807
      parseHexToFloat("41200000") = 10.0
      parseHexToFloat("00002041", false) = 10.0
      parseLittleEndianHexToFloat("00002041") = 10.0
      parseBigEndianHexToFloat("41200000") = 10.0
      parseHexIntLongToFloat("0x0A", true) = 10.0
      parseHexToDouble("4024000000000000") = 10.0
      parseHexToDouble("0000000000002440", false) = 10.0
      parseLittleEndianHexToDouble("0000000000002440") = 10.0
      parseBigEndianHexToDouble("4024000000000000") = 10.0
      hexToBytes("0x01FF") = [1, -1]
      hexToBytesArray("01ff") = [1, -1]
      hexToBytes("123") = error
      bytesToHex([1, -1]) = "01FF"
      bytesToHex(base64ToBytes("Af8=")) = "01FF"
      hexToBase64("01ff") = "Af8="
      base64ToHex("Af8=") = "01FF"
      hexToBase64("") = ""
      hexToBase64("0x01") = error
      base64ToBytes("Af8=") = [1, -1]
      base64ToBytesList("Af8=") = [1, -1]
      bytesToBase64(base64ToBytes("Af8=")) = "Af8="
      bytesToExecutionArrayList(base64ToBytes("Af8=")) = [1, -1]
      printUnsignedBytes(hexToBytes("01FF")) = [1, 255]
      intToHex(255) = "FF"
      intToHex(256, false) = "0001"
      intToHex(10, true, true) = "0x0A"
      intToHex(2571, true, false, 2) = "0B"
      intToHex(-2) = "FFFE"
      longToHex(255L) = "FF"
      longToHex(256L, false) = "0001"
      longToHex(10L, true, true) = "0x0A"
      longToHex(2571L, true, false, 2) = "0B"
      longToHex(-9223372036854775807L) = "8000000000000001"
      intLongToRadixString(10L) = "10"
      intLongToRadixString(10L, 2) = "00001010"
      intLongToRadixString(10L, 16, true) = "0A"
      intLongToRadixString(10L, 16, true, true) = "0x0A"
      intLongToRadixString(9L, 8) = "11"
      intLongToRadixString(1295L, 36) = "zz"
      floatToHex(10.0F) = "0x41200000"
      floatToHex(10.0F, false) = "0x00002041"
      doubleToHex(10.0) = "0x4024000000000000"
      doubleToHex(10.0, false) = "0x0000000000002440"
      parseBytesToInt([1, 2]) = 258
      parseBytesToInt([0, 1, 2], 1) = 258
      parseBytesToInt([0, 1, 2], 1, 1) = 1
      parseBytesToInt([0, 1, 2], 1, 2, false) = 513
      parseBytesToInt([-1, -1, -1, -1]) = -1
      parseBytesToInt([-1, -2], 0, 2) = 65534
      parseBytesToInt([1], 0, 2) = error
      parseBytesToInt(base64ToBytes("AAECAw==")) = 66051
      parseBytesToInt(base64ToBytes("AAECAw=="), 0) = 66051
      parseBytesToInt(base64ToBytes("AQI="), 0, 2) = 258
      parseBytesToInt(base64ToBytes("AQI="), 0, 2, false) = 513
      parseBytesToInt(base64ToBytes("AQI=")) = 258
      parseBytesToLong(base64ToBytes("AQI=")) = 258
      parseBytesToUnsignedInt(base64ToBytes("//8=")) = 65535
      parseByteToBinaryArray(hexToBytes("05")[0], 100).length = 100
      parseBytesToUnsignedInt([-1, -1, -1, -1]) = 4294967295
      parseBytesToUnsignedInt([0, -1], 1) = 255
      parseBytesToUnsignedInt([0, -1], 1, 1) = 255
      parseBytesToUnsignedInt([1, 2], 0, 2, false) = 513
      parseBytesToUnsignedInt(base64ToBytes("/////w==")) = 4294967295
      parseBytesToLong([0, 0, 0, 0, -1, -1, -1, -1]) = 4294967295
      parseBytesToLong([1, 2], 1) = 2
      parseBytesToLong([1, 2], 0, 2) = 258
      parseBytesToLong([1, 2], 0, 2, false) = 513
      parseBytesToLong(base64ToBytes("AQI="), 0, 2) = 258
      parseBytesToFloat([65, 32, 0, 0]) = 10.0
      parseBytesToFloat([9, 65, 32, 0, 0], 1) = 10.0
      parseBytesToFloat([65, 32, 0, 0], 0, 4) = 10.0
      parseBytesToFloat([0, 0, 32, 65], 0, 4, false) = 10.0
      parseBytesToFloat(base64ToBytes("QSAAAA==")) = 10.0
      parseBytesIntToFloat([0, 10]) = 10.0
      parseBytesIntToFloat([9, 0, 10], 1) = 10.0
      parseBytesIntToFloat([0, 10], 0, 2) = 10.0
      parseBytesIntToFloat([10, 0], 0, 2, false) = 10.0
      parseBytesToDouble([64, 36, 0, 0, 0, 0, 0, 0]) = 10.0
      parseBytesToDouble([9, 64, 36, 0, 0, 0, 0, 0, 0], 1) = 10.0
      parseBytesToDouble([64, 36, 0, 0, 0, 0, 0, 0], 0, 8) = 10.0
      parseBytesToDouble([0, 0, 0, 0, 0, 0, 36, 64], 0, 8, false) = 10.0
      parseBytesLongToDouble([0, 10]) = 10.0
      parseBytesLongToDouble([9, 10], 1) = 10.0
      parseBytesLongToDouble([0, 10], 0, 2) = 10.0
      parseBytesLongToDouble([-1, -1, -1, -1, -1, -1, -1, -1], 0, 8, false) = 18446744073709551615
      parseByteToBinaryArray(hexToBytes("05")[0]) = [0, 0, 0, 0, 0, 1, 0, 1]
      parseByteToBinaryArray(hexToBytes("05")[0], 3) = [1, 0, 1]
      parseByteToBinaryArray(hexToBytes("01")[0], 3, false) = [1, 0, 0]
      parseBytesToBinaryArray([1, 3]) = [0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,1]
      parseBytesToBinaryArray([1, 3], 4) = [0, 0, 1, 1]
      parseBytesToBinaryArray(base64ToBytes("AQ==")) = [0, 0, 0, 0, 0, 0, 0, 1]
      parseLongToBinaryArray(5L, 4) = [0, 1, 0, 1]
      parseLongToBinaryArray(1L).length = 64
      parseBinaryArrayToInt([1, 0, 1]) = 5
      parseBinaryArrayToInt([1, 0, 1, 1], 1) = 3
      parseBinaryArrayToInt([1, 0, 1, 1], 1, 2) = 1
      parseBinaryArrayToInt([1, 1, 1, 1, 1, 1, 1, 1]) = -1
      isBinary("1100") = 2
      isBinary("2") = -1
      isOctal("17") = 8
      isOctal("9") = -1
      isDecimal("-1.5e3") = 10
      isDecimal("F") = -1
      isHexadecimal("0xFf") = 16
      isHexadecimal("g") = -1
      toFixed(1.005, 2) = 1.01
      toFixed(2.45F, 1) = 2.5
      toInt(2.5) = 3
      isNaN(0.0 / 0.0) = true
      isNaN(1.0) = false
      padStart("7", 3, '0') = "007"
      padEnd("7", 3, '0') = "700"
      encodeURI("a b/é?x=1") = "a%20b/%C3%A9?x=1"
      decodeURI("a%20b/%C3%A9?x=1") = "a b/é?x=1"
      raiseError("no battery") = error
      isMap({"a": 1}) = true
      isMap([1]) = false
      isList([1]) = true
      isArray(base64ToBytes("AQ==")) = true
      isArray([1]) = false
      isSet(newSet()) = true
      newSet().size() = 0
      toSet([1, 1, 2]) = [1, 2]
      toFlatMap({"a": {"b": [1, {"c": 2}]}}) = {"a.b.0": 1, "a.b.1.c": 2}
      toFlatMap({"a": {"b": 1}}, false) = {"b": 1}
      toFlatMap({"a": {"b": 1}, "x": 2}, ["x"]) = {"a.b": 1}
      toFlatMap({"a": {"b": 1}, "x": 2}, ["x"], false) = {"b": 1}
      isInsideCircle(50.45, 30.52, "{\\"latitude\\":50.4501,\\"longitude\\":30.5234,\\"radius\\":1,\\"radiusUnit\\":\\"KILOMETER\\"}") = true
      isInsideCircle(51.45, 30.52, "{\\"latitude\\":50.4501,\\"longitude\\":30.5234,\\"radius\\":1000}") = false
      isInsidePolygon(1.0, 1.0, "[[0,0],[0,2],[2,2],[2,0]]") = true
      isInsidePolygon(1.0, 1.0, "[[[0,0],[0,4],[4,4],[4,0]],[[0.5,0.5],[0.5,2],[2,2],[2,0.5]]]") = false
      isInsidePolygon(3.0, 2.0, "[[0,0],[4,4]]") = true
      isInsidePolygon(2.5, 2.5, "[[[0,0],[0,3],[3,3],[3,0]],[[2,2],[2,5],[5,5],[5,2]]]") = true
      isInsidePolygon(1.0, 1.0, "{}") = error
      JSON.stringify({"a": 1}) = "{\\"a\\":1}"
      JSON.parse("[1]") = [1]
      new Date("2023-05-19T05:33:35.641123Z").getTime() = 1684474415641
      new Date("Fri, 19 May 2023 05:33:35 GMT").getTime() = 1684474415000
      new Date(2023, 5, 19, 5, 33, 35, "UTC").toISOString() = "2023-05-19T05:33:35Z"
      Date.UTC(2023, 5, 19) = 1684454400000
      new Date(1684474415641L).getUTCMonth() = 5
      Date.parse("nonsense") = -1
      String.format("%02X %5.2f", 10, 2.345) = "0A  2.35"
      Math.max(1, 2) + Math.abs(-3) = 5
      new Random(3L).nextInt(100) < 100 = true
      """;

  static Stream<String> cases() {
    return CASES.lines();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void yields(String line) throws Exception {
    int split = line.lastIndexOf(" = ");
    String expected = line.substring(split + 3);
    String script = "return {\"r\": " + line.substring(0, split) + "};";
    ResultDecoder decoder =
        (ResultDecoder) Records.decoder("{\"type\":\"tbel\",\"script\":" + quoted(script) + "}");
    if (expected.equals("error")) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> run(decoder))
          .isInstanceOf(org.sluiceiot.kafka.decode.DecodeException.class);
      return;
    }
    var actual = run(decoder).get("r");
    var wanted = Records.json(expected);
    if (wanted.isNull()) {
      assertThat(actual).isNull(); // the language's maps hold no null
    } else {
      assertThat(actual.toString()).isEqualTo(sameForm(wanted.toString(), actual.toString()));
    }
  }

  private static com.fasterxml.jackson.databind.JsonNode run(ResultDecoder decoder)
      throws Exception {
    return decoder.result("[1]".getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.of());
  }

  /** 18446744073709551615 as a double prints in its own way. */
  private static String sameForm(String wanted, String actual) {
    return actual.matches("[0-9.]+E[0-9]+") ? Double.toString(Double.parseDouble(wanted)) : wanted;
  }

  private static String quoted(String text) {
    return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
  }

  @Test
  void everyFunctionHasACase() {
    Pattern call = Pattern.compile("\\b([a-zA-Z0-9]+)\\(");
    Set<String> called = new TreeSet<>();
    Matcher matcher = call.matcher(CASES);
    while (matcher.find()) {
      called.add(matcher.group(1));
    }
    Set<String> offered =
        TbelEngine.configuration().getImports().entrySet().stream()
            .filter(entry -> entry.getValue() instanceof MethodStub)
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(offered).hasSizeGreaterThan(60);
    offered.removeAll(called);
    assertThat(offered).isEmpty();
  }
}
