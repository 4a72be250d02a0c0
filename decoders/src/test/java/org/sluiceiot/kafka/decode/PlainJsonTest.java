package org.sluiceiot.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.fixtures.Seeds;

/** What is read without the mapper is what the mapper reads; the rest is left to it. */
@Tag("slow")
class PlainJsonTest {
  private static final String[] SPACES = {"", "", "", " ", "\n\t", "\r\n  "};
  private static final String[] WORDS = {"true", "false", "null", "0", "-0", "0.0", "-0.0"};
  private static final String LETTERS = "aaabbcdeXYZ 019_-/:,{}[]'~\u007f\u0085°ß温\u2028";

  @Test
  void equalsTheMapper() {
    Seeds.check(5_000, PlainJsonTest::isReadEqually);
  }

  private static void isReadEqually(Random random) throws IOException {
    byte[] bytes = value(random, 3).getBytes(StandardCharsets.UTF_8);
    assertThat(PlainJson.read(bytes)).isEqualTo(mapped(bytes));
  }

  @Test
  void readsNothingThatTheMapperRefuses() {
    Seeds.check(20_000, PlainJsonTest::isRefusedEqually);
  }

  private static void isRefusedEqually(Random random) throws IOException {
    byte[] bytes = damaged(value(random, 2).getBytes(StandardCharsets.UTF_8), random);
    JsonNode plain = PlainJson.read(bytes);
    if (plain != null) {
      assertThat(plain).isEqualTo(mapped(bytes));
    }
  }

  @Test
  void numbersEqualTheMappers() {
    Seeds.check(5_000, random -> isReadEqually(Seeds.number(random), random.nextInt(21)));
  }

  private static void isReadEqually(long digits, int scale) throws IOException {
    String plain = Long.toString(digits);
    int point = Math.max(digits < 0 ? 2 : 1, plain.length() - scale);
    String text = point >= plain.length() ? plain : decimals(plain, point);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonNode read = PlainJson.read(bytes);
    if (text.contains(".") || plain.length() <= 18) {
      assertThat(read).isEqualTo(mapped(bytes));
    } else if (read != null) {
      assertThat(read).isEqualTo(mapped(bytes));
    }
  }

  private static String decimals(String digits, int point) {
    return digits.substring(0, point) + "." + digits.substring(point);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "0",
        "-0",
        "-0.0",
        "0.1",
        "20.30",
        "1234567890.12345",
        "0.30000000000000004",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "999999999999999999",
        "\"\"",
        "{\"\":1}",
        "{\"a\":1,\"b\":2,\"a\":3}",
        " [ true , false , null ] ",
        "\"21 °C, 温度 😀\"",
        "[[[[{\"a\":[{}]}]]]]"
      })
  void readsThePlain(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(PlainJson.read(bytes)).isEqualTo(mapped(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[1",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "[1 2]",
        "1 2",
        "01",
        "-",
        "1.",
        ".5",
        "+1",
        "1e5",
        "1.5e300",
        "1e",
        "tru",
        "truex",
        "nul",
        "NaN",
        "'a'",
        "\"a",
        "\"a\\n\"",
        "\"a\u0001\"",
        "\ufeff1",
        "9999999999999999999",
        "\"\ufffd\"",
        "{\"a\\u0062\":1}"
      })
  void leavesTheRestToTheMapper(String text) {
    assertThat(PlainJson.read(text.getBytes(StandardCharsets.UTF_8))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "ISO-8859-1"})
  void leavesOtherCharsetsToTheMapper(String charset) throws IOException {
    assertThat(PlainJson.read("{\"a\":\"°\"}".getBytes(charset))).isNull();
    assertThat(PlainJson.read("1".getBytes("UTF-16LE"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 201, 5_000})
  void isBoundedInDepth(int depth) throws IOException {
    byte[] bytes = ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8);
    JsonNode read = PlainJson.read(bytes);
    assertThat(read).isEqualTo(depth <= 64 ? mapped(bytes) : null);
  }

  @ParameterizedTest
  @ValueSource(ints = {32 * 1024, 32 * 1024 + 1})
  void isBoundedInLength(int length) {
    byte[] bytes = ("\"" + "x".repeat(length - 2) + "\"").getBytes(StandardCharsets.UTF_8);
    assertThat(PlainJson.read(bytes) != null).isEqualTo(length == 32 * 1024);
  }

  /** Null where a name stands twice, which is left to the mapper to tell. */
  private static JsonNode mapped(byte[] bytes) throws IOException {
    try {
      return JsonPayload.MAPPER.readTree(bytes);
    } catch (MismatchedInputException e) {
      return null;
    }
  }

  /** One byte changed, added or taken away, or an end cut off. */
  private static byte[] damaged(byte[] bytes, Random random) {
    String marks = "{}[]\":,.-+eE0 \\\ntfn\u0000\u00ff";
    byte mark = (byte) marks.charAt(random.nextInt(marks.length()));
    int place = random.nextInt(bytes.length);
    int skip = random.nextInt(3) == 0 ? 0 : 1;
    boolean put = random.nextInt(3) > 0;
    int end = random.nextInt(4) == 0 ? place : bytes.length;
    byte[] damaged = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, damaged, 0, place);
    int length = place;
    if (put) {
      damaged[length++] = mark;
    }
    int rest = Math.max(0, end - place - skip);
    System.arraycopy(bytes, place + skip, damaged, length, rest);
    return Arrays.copyOf(damaged, length + rest);
  }

  /** A plain value as text, with white space in all places. */
  private static String value(Random random, int levels) {
    String text =
        switch (random.nextInt(levels == 0 ? 5 : 9)) {
          case 0 -> quoted(random);
          case 1 -> WORDS[random.nextInt(WORDS.length)];
          case 2 -> Integer.toString(random.nextInt());
          case 3 -> Long.toString(random.nextLong() % 1_000_000_000_000_000_000L);
          case 4 -> decimal(random);
          case 5 -> repeated(random, 5, "[", "]", () -> value(random, levels - 1));
          default ->
              repeated(
                  random,
                  20,
                  "{",
                  "}",
                  () -> space(random) + quoted(random) + ":" + value(random, levels - 1));
        };
    return space(random) + text + space(random);
  }

  private static String repeated(
      Random random, int most, String begin, String end, Supplier<String> one) {
    return Stream.generate(one)
        .limit(random.nextInt(most + 1))
        .collect(Collectors.joining(",", begin, end));
  }

  private static String decimal(Random random) {
    return new BigDecimal(random.nextDouble() * 1e6 - 5e5)
        .setScale(1 + random.nextInt(20), RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static String quoted(Random random) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.append('"').toString();
  }

  private static String space(Random random) {
    return SPACES[random.nextInt(SPACES.length)];
  }
}
