package org.sluiceiot.kafka.decode.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.KeyFormat;
import org.sluiceiot.kafka.decode.Records;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.record.Packing;
import org.sluiceiot.kafka.decode.record.RecordFormat;
import org.xerial.snappy.SnappyFramedOutputStream;
import org.xerial.snappy.SnappyOutputStream;

/** Values that hold several values, or that their sender has packed. */
class ContainerCasesTest {
  private static final String JSON =
      "{\"type\":\"json\",\"deviceName\":\"/d\",\"telemetry\":{\"*\":\"/v\"},\"attributes\":{}}";
  private static final String ONE = "{\"d\":\"a\",\"v\":{\"t\":1}}";
  private static final String TWO = "{\"d\":\"b\",\"v\":{\"t\":2}}";
  private static final HexFormat HEX = HexFormat.of();

  /** Opens a packing stream. */
  private interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] packed(byte[] plain, Packer packer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.over(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] packed(Packing by, byte[] plain) throws IOException {
    return switch (by) {
      case GZIP -> packed(plain, GZIPOutputStream::new);
      case ZSTD -> Zstd.compress(plain);
      case SNAPPY_FRAMED -> packed(plain, SnappyFramedOutputStream::new);
      case SNAPPY_JAVA -> packed(plain, SnappyOutputStream::new);
      case LZ4 -> packed(plain, LZ4FrameOutputStream::new);
      case AUTO, NONE -> plain;
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> names(String decoder, byte[] value) throws Exception {
    JsonNode entities =
        EntityJson.of(
            Records.decoder(decoder).decode(RecordFormat.DEFAULT.read(Records.of(value))));
    return entities.findValuesAsText("deviceName");
  }

  @Test
  void case20CborSequence() throws Exception {
    assertThat(PublicCase.named("20-cbor-sequence").entities().findValuesAsText("deviceName"))
        .containsExactly("cbor-1", "cbor-2");
  }

  @Test
  void case21Ndjson() throws Exception {
    PublicCase ndjson = PublicCase.named("21-ndjson");
    assertThat(ndjson.entities()).hasSize(ndjson.expected().path("entities").asInt());
  }

  @Test
  void case22GzipJson() throws Exception {
    PublicCase gzip = PublicCase.named("22-gzip-json");
    assertThat(Records.json(gzip.entities().toString())).isEqualTo(gzip.expected().get("entities"));
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void whateverPackedTheValue(Packing compression) throws Exception {
    byte[] value = packed(compression, utf8(ONE + "\n" + TWO));
    assertThat(names(JSON, value)).containsExactly("a", "b");
    RecordFormat named = new RecordFormat(KeyFormat.AUTO, compression, new DataSize(1 << 20));
    assertThat(named.read(Records.of(value)).value()).isEqualTo(utf8(ONE + "\n" + TWO));
  }

  @ParameterizedTest
  @EnumSource(
      value = Packing.class,
      names = {"AUTO", "NONE"},
      mode = EnumSource.Mode.EXCLUDE)
  void aBombIsTheRecordsFailure(Packing compression) throws Exception {
    RecordFormat small = new RecordFormat(KeyFormat.AUTO, Packing.AUTO, new DataSize(100_000));
    SourceRecord bomb = Records.of(packed(compression, new byte[5_000_000]));
    assertThatThrownBy(() -> small.read(bomb))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("maxUnpacked");
    byte[] whole = packed(compression, utf8(ONE.repeat(100)));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> RecordFormat.DEFAULT.read(Records.of(half)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(compression.toString());
  }

  @Test
  void aBlockThatClaimsGigabytesTakesNoMemory() {
    byte[] claim = HEX.parseHex("82534e415050590000000001000000010000000affffffff0f0000000000");
    assertThatThrownBy(() -> RecordFormat.DEFAULT.read(Records.of(claim)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("maxUnpacked");
    byte[] framed = HEX.parseHex("ff060000734e61507059000a000000000000ffffffff0f00");
    assertThatThrownBy(() -> RecordFormat.DEFAULT.read(Records.of(framed)))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void aPackedValueThatMayNotBeUnpackedIsNamed() {
    RecordFormat none = new RecordFormat(KeyFormat.AUTO, Packing.NONE, new DataSize(1 << 20));
    assertThatThrownBy(
            () ->
                Records.decoder(JSON)
                    .decode(none.read(Records.of(packed(Packing.GZIP, utf8(ONE))))))
        .hasMessageContaining("gzip")
        .hasMessageNotContaining("CTRL-CHAR");
    RecordFormat gzip = new RecordFormat(KeyFormat.AUTO, Packing.GZIP, new DataSize(1 << 20));
    assertThatThrownBy(() -> gzip.read(Records.of(ONE))).hasMessageContaining("gzip");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "%s%s",
        "%s¶%s¶",
        "%s¶¶%s",
        "  %s   %s",
        "[%s]¶[%s]",
        "[%s,%s]",
      })
  void jsonValuesBehindEachOther(String form) throws Exception {
    assertThat(names(JSON, utf8(form.replace("¶", "\r\n").formatted(ONE, TWO))))
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}x|line 1, column 3: the payload is not JSON: 'x' is not expected here",
        "{} 5|line 1, column 4: something follows",
        "{\"a\":1}¶{\"b\":|line 2, column 6: the payload is not JSON: it ends too early",
        "{\"a\":tru}|the payload is not JSON",
        "{a:1}|line 1, column 2: the payload is not JSON: 'a' is not expected here",
        "|the payload is empty",
      })
  void whatIsNoJsonIsToldInOurWords(String value, String text) throws Exception {
    assertThatThrownBy(
            () -> names(JSON, value == null ? new byte[0] : utf8(value.replace("¶", "\n"))))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(text)
        .hasMessageNotContainingAny(
            "Feature", "Jackson", "JsonNode", "CTRL", "token", "Unexpected");
  }

  @Test
  void oneValueOfSeveralThatFailsIsNamed() {
    assertThatThrownBy(() -> names(JSON, utf8(ONE + "\n{\"v\":{}}")))
        .hasMessageStartingWith("value 2: deviceName");
  }

  @ParameterizedTest
  @CsvSource({"0000000011", "00000000000000002a"})
  void jsonBehindTheIdOfItsSchema(String header) throws Exception {
    byte[] value =
        (new String(HEX.parseHex(header), StandardCharsets.ISO_8859_1) + ONE)
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(names(JSON, value)).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource({
    "cbor, a2616461616176a1617401a2616461626176a1617402, a b",
    "cbor, a2616461616176a161740105, !byte 11: something follows the CBOR value",
    "cbor, a2616461616176a1617401a26164, !byte 11: what follows is not CBOR",
    "cbor, a261, !the payload is not CBOR",
    "messagepack, 82a164a161a17681a1740182a164a162a17681a17402, a b",
    "messagepack, 82a164a161a17681a174010a, !byte 11: something follows the MessagePack value",
    "messagepack, 82a164a161a17681a1740182a164, !byte 11: what follows is not MessagePack",
    "messagepack, 82a164, !the payload",
  })
  void sequencesOfBinaryFormats(String type, String hex, String expected) throws Exception {
    String decoder = "{\"type\":\"" + type + "\",\"fields\":" + JSON + "}";
    if (!expected.startsWith("!")) {
      assertThat(String.join(" ", names(decoder, HEX.parseHex(hex)))).isEqualTo(expected);
      return;
    }
    assertThatThrownBy(() -> names(decoder, HEX.parseHex(hex)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(expected.substring(1))
        .hasMessageNotContainingAny("Exception", "Jackson", "JsonNode", "END_", "token");
  }

  @Test
  void theTimestampOfMessagePackIsATime() throws Exception {
    String decoder =
        "{\"type\":\"messagepack\",\"fields\":{\"type\":\"json\",\"deviceName\":\"/d\","
            + "\"timestamp\":\"/ts\",\"telemetry\":{\"*\":\"/v\"}}}";
    byte[] value = HEX.parseHex("83a164a161a27473d6ff6553f100a17681a17401");
    JsonNode entities = EntityJson.of(Records.decoder(decoder).decode(Records.of(value)));
    assertThat(entities.at("/0/telemetry/0/ts").asLong()).isEqualTo(1_700_000_000_000L);
  }
}
