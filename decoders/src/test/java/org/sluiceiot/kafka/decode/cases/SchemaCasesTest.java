package org.sluiceiot.kafka.decode.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Duration;
import com.google.protobuf.Int32Value;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.Records;

/** Protocol Buffers whose meaning is more than their fields. */
class SchemaCasesTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String FIELDS =
      ",\"fields\":{\"type\":\"json\",\"deviceName\":\"/device\",\"telemetry\":{\"*\":\"\"},"
          + "\"attributes\":{}}}";
  private static final String READING =
      "syntax=\"proto3\"; message Reading { string device=1; int64 ts=2; double t=3; In in=4;"
          + " message In { int32 a=1; } }";
  private static final String KNOWN =
      "syntax=\"proto3\"; import \"google/protobuf/struct.proto\"; import"
          + " \"google/protobuf/any.proto\"; import \"google/protobuf/duration.proto\"; import"
          + " \"google/protobuf/timestamp.proto\"; import \"google/protobuf/wrappers.proto\";"
          + " message R { string device=1; google.protobuf.Value x=2; google.protobuf.ListValue"
          + " l=3; google.protobuf.Any any=4; google.protobuf.Duration d=5;"
          + " google.protobuf.Timestamp at=6; google.protobuf.Int32Value w=7;"
          + " google.protobuf.Struct s=8; } message Own { int32 n=1; }";

  private static JsonNode values(String schema, String options, byte[] value) throws Exception {
    String decoder =
        "{\"type\":\"protobuf\",\"schema\":" + TextNode.valueOf(schema) + options + FIELDS;
    return EntityJson.of(Records.decoder(decoder).decode(Records.of(value)))
        .at("/0/telemetry/0/values");
  }

  private static JsonNode known(int field, Message message) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeString(1, "d");
    out.writeMessage(field, message);
    out.flush();
    return values(KNOWN, "", bytes.toByteArray());
  }

  private static Value number(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }

  @Test
  void case18ProtobufOtherMessage() {
    assertThatThrownBy(() -> PublicCase.named("18-protobuf-other-message").entities())
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("fields 2 and 3 do not fit");
  }

  @Test
  void case19ProtobufStruct() throws Exception {
    PublicCase struct = PublicCase.named("19-protobuf-struct");
    assertThat(Records.json(struct.entities().toString()))
        .isEqualTo(struct.expected().get("entities"));
  }

  @Test
  void typesOfGoogleAreTheirJson() throws Exception {
    Value list =
        Value.newBuilder()
            .setListValue(
                ListValue.newBuilder()
                    .addValues(number(1))
                    .addValues(Value.newBuilder().setBoolValue(true))
                    .addValues(Value.newBuilder().setNullValueValue(0)))
            .build();
    assertThat(known(2, list).at("/x").toString()).isEqualTo("[1.0,true,null]");
    assertThat(known(2, Value.newBuilder().setStringValue("on").build()).at("/x").asText())
        .isEqualTo("on");
    assertThat(known(3, list.getListValue()).at("/l").toString()).isEqualTo("[1.0,true,null]");
    Struct deep =
        Struct.newBuilder()
            .putFields(
                "a",
                Value.newBuilder()
                    .setStructValue(Struct.newBuilder().putFields("b", number(2.5)))
                    .build())
            .build();
    assertThat(known(8, deep).at("/s").toString()).isEqualTo("{\"a\":{\"b\":2.5}}");
    assertThat(known(7, Int32Value.of(0)).at("/w").asText("none")).isEqualTo("0");
    Timestamp at = Timestamp.newBuilder().setSeconds(1_700_000_000L).setNanos(5_000_000).build();
    assertThat(known(6, at).at("/at").asLong()).isEqualTo(1_700_000_000_005L);
  }

  @ParameterizedTest
  @CsvSource({
    "90, 0, 90s",
    "1, 500000000, 1.500s",
    "-1, -250000000, -1.250s",
    "0, -1, -0.000000001s",
    "0, 0, 0s"
  })
  void aDurationIsSeconds(long seconds, int nanos, String text) throws Exception {
    Duration duration = Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();
    assertThat(known(5, duration).at("/d").asText()).isEqualTo(text);
  }

  @Test
  void anAnyIsTheMessageInIt() throws Exception {
    Any own =
        Any.newBuilder()
            .setTypeUrl("type.googleapis.com/Own")
            .setValue(ByteString.copyFrom(new byte[] {8, 7}))
            .build();
    assertThat(known(4, own).at("/any").toString())
        .isEqualTo("{\"@type\":\"type.googleapis.com/Own\",\"n\":7}");
    assertThat(known(4, Any.pack(StringValue.of("x"))).at("/any").toString())
        .isEqualTo(
            "{\"@type\":\"type.googleapis.com/google.protobuf.StringValue\",\"value\":\"x\"}");
    Any other = own.toBuilder().setTypeUrl("t/Unknown").build();
    assertThat(known(4, other).at("/any").toString())
        .isEqualTo("{\"@type\":\"t/Unknown\",\"value\":\"CAc=\"}");
  }

  @Test
  void whatIsNotSentIsNotThere() throws Exception {
    byte[] onlyName = {10, 1, 'd', 0x19, 0, 0, 0, 0, 0, 0, (byte) 0xF0, 0x3F};
    assertThat(values(READING, "", onlyName).toString()).isEqualTo("{\"device\":\"d\",\"t\":1.0}");
    byte[] onlyTime = {10, 1, 'd', 0x10, (byte) 0x80, (byte) 0xE2, (byte) 0xCF, (byte) 0xAA, 6};
    assertThat(values(READING, ",\"unsentDefaults\":true", onlyTime).toString())
        .isEqualTo("{\"device\":\"d\",\"ts\":1700000000,\"t\":0.0}");
  }

  @ParameterizedTest
  @CsvSource({
    "0a01641a02ffff, field 3 does not fit",
    "0a01642001, field 4 does not fit",
    "0a016422020d00, 'cut off, or written with another schema'",
    "0a0164220a0a0864656570206f6e65, field 4.1 does not fit",
    "2a0e736f6d657468696e6720656c7365, field 5 is not declared",
    "0a0164ca010873657676656e3738d20101ff, fields 25 and 26 are not declared",
    "0a0164ff, damaged",
  })
  void anotherMessageIsToldByItsFields(String hex, String text) {
    assertThatThrownBy(() -> values(READING, "", HEX.parseHex(hex)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(text)
        .hasMessageNotContainingAny("protobuf.", "Exception", "protocol message");
  }

  @Test
  void aPartialSchemaIsAnOption() throws Exception {
    byte[] more = HEX.parseHex("0a0164ca010873657676656e3738");
    assertThat(values(READING, ",\"partialSchema\":true", more).toString())
        .isEqualTo("{\"device\":\"d\"}");
    byte[] little = HEX.parseHex("0a06646576696365c80101");
    assertThat(values(READING, "", little).toString()).isEqualTo("{\"device\":\"device\"}");
  }

  @Test
  void aSchemaThatIsGivenReadsValuesBehindAnId() throws Exception {
    byte[] framed = HEX.parseHex("0000000011" + "00" + "0a016419000000000000f03f");
    assertThat(values(READING, "", framed).toString()).isEqualTo("{\"device\":\"d\",\"t\":1.0}");
  }
}
