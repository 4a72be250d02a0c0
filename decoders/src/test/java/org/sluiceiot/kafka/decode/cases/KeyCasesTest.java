package org.sluiceiot.kafka.decode.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.KeyFormat;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.Records;
import org.sluiceiot.kafka.decode.SourceRecord;

/** Keys and headers whose bytes are no text. */
class KeyCasesTest {
  private static final HexFormat HEX = HexFormat.of();

  private static SourceRecord keyed(byte[] key, KeyFormat format) {
    SourceRecord record = Records.of("{\"t\":1}");
    return new SourceRecord(
            "t", 0, 0, key, record.value(), List.of(), Records.TIME, record.timestampType())
        .withKeyFormat(format);
  }

  @Test
  void case16KeyLongSerializer() throws Exception {
    assertThat(PublicCase.named("16-key-long-serializer").entities().findValuesAsText("deviceName"))
        .containsExactly("1001");
  }

  @Test
  void case17AzureAmqpHeaderText() throws Exception {
    assertThat(
            PublicCase.named("17-azure-amqp-header-text").entities().findValuesAsText("deviceName"))
        .containsExactly("dev-7");
  }

  @ParameterizedTest
  @CsvSource({
    "0000000000000005, 5",
    "000000000000007b, 123",
    "fffffffffffffffb, -5",
    "00000005, 5",
    "fffffffb, -5",
    "00112233445566778899aabbccddeeff, 00112233-4455-6677-8899-aabbccddeeff",
    "6465766963652d31, device-1",
    "64657631, dev1",
    "c3a9, é",
    "7b2261223a317d0a, '{\"a\":1}\n'",
    "000102, AAEC",
    "ff, /w==",
  })
  void whatTheBytesOfAKeySayThemselves(String hex, String text) throws Exception {
    SourceRecord record = keyed(HEX.parseHex(hex), KeyFormat.AUTO);
    assertThat(record.keyText()).isEqualTo(text);
    assertThat(RecordMetadata.of(record)).containsEntry("kafka.in.key", text);
    List<EntityData> entities =
        Records.decoder("{\"type\":\"thingsboard-telemetry\"}").decode(record);
    assertThat(entities).extracting(EntityData::name).containsExactly(text);
  }

  @ParameterizedTest
  @CsvSource({
    "LONG, 6465766963652d31, 7234318571451788593",
    "INT, 64657631, 1684370993",
    "TEXT, 64657631, dev1",
    "UUID, 00112233445566778899aabbccddeeff, 00112233-4455-6677-8899-aabbccddeeff",
    "JSON, 226465762d3122, dev-1",
    "JSON, 7b20226964223a20377d, '{\"id\":7}'",
    "JSON, 00000000017b226964223a377d, '{\"id\":7}'",
    "BASE64, 64657631, ZGV2MQ==",
  })
  void keysOfAGivenFormat(KeyFormat format, String hex, String text) throws Exception {
    byte[] key = HEX.parseHex(hex);
    format.check(key);
    assertThat(keyed(key, format).keyText()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"LONG, 64657631", "INT, 0000000000000005", "TEXT, ff", "UUID, 00", "JSON, 646576"})
  void aKeyOfAnotherFormatIsRefused(KeyFormat format, String hex) {
    assertThatThrownBy(() -> format.check(HEX.parseHex(hex)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("the key is no " + format.name().toLowerCase(java.util.Locale.ROOT))
        .hasMessageContaining("base64");
  }

  @Test
  void anExpressionLooksIntoAKeyThatIsJson() throws Exception {
    String decoder =
        "{\"type\":\"json\",\"deviceName\":\"record:key/id\",\"telemetry\":{\"*\":\"\"}}";
    SourceRecord record = keyed("{\"id\":\"dev-9\"}".getBytes(), KeyFormat.AUTO);
    assertThat(Records.decoder(decoder).decode(record))
        .extracting(EntityData::name)
        .containsExactly("dev-9");
    assertThatThrownBy(
            () -> Records.decoder(decoder).decode(keyed("text".getBytes(), KeyFormat.AUTO)))
        .hasMessageContaining("deviceName");
  }

  @ParameterizedTest
  @CsvSource({
    "a1056465762d37, dev-7",
    "b1000000056465762d37, dev-7",
    "a3056465762d37, dev-7",
    "5307, 7",
    "5507, 7",
    "55fb, -5",
    "80ffffffffffffffff, 18446744073709551615",
    "81fffffffffffffffb, -5",
    "830000018bcfe56800, 1700000000000",
    "824035800000000000, 21.5",
    "7241ac0000, 21.5",
    "5601, true",
    "9800112233445566778899aabbccddeeff, 00112233-4455-6677-8899-aabbccddeeff",
    "a003000102, AAEC",
    "41, A",
    "6465762d37, dev-7",
    "a1066465762d37, oQZkZXYtNw==",
    "a1, oQ==",
  })
  void headersInTheEncodingOfAmqp(String hex, String text) {
    assertThat(RecordMetadata.headerText(HEX.parseHex(hex))).isEqualTo(text);
  }
}
