package org.sluiceiot.kafka.decode.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.Records;

/** Avro's containers and logical types, and decimals of Connect and Debezium. */
class AvroCasesTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String FIELDS =
      ",\"fields\":{\"type\":\"json\",\"deviceName\":\"/device\",\"telemetry\":{\"*\":\"\"},"
          + "\"attributes\":{}}}";
  private static final Schema PLAIN = schema("\"double\"");

  private static Schema schema(String type) {
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"device\",\"type\":\"string\"},"
                + "{\"name\":\"x\",\"type\":"
                + type
                + "}]}");
  }

  private static GenericData.Record record(Schema schema, String device, Object x) {
    GenericData.Record record = new GenericData.Record(schema);
    record.put("device", device);
    record.put("x", x);
    return record;
  }

  private static byte[] binary(Schema schema, Object x) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema).write(record(schema, "d", x), out);
    out.flush();
    return bytes.toByteArray();
  }

  private static String decoder(Schema schema) {
    String given = schema == null ? "" : ",\"schema\":" + TextNode.valueOf(schema.toString());
    return "{\"type\":\"avro\"" + given + FIELDS;
  }

  private static JsonNode decode(Schema schema, byte[] value) throws Exception {
    return EntityJson.of(Records.decoder(decoder(schema)).decode(Records.of(value)));
  }

  private static JsonNode x(Schema schema, byte[] value) throws Exception {
    return decode(schema, value).at("/0/telemetry/0/values/x");
  }

  private static byte[] file(CodecFactory codec, int values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<Object> out =
        new DataFileWriter<>(new GenericDatumWriter<>(PLAIN)).setCodec(codec)) {
      out.create(PLAIN, bytes);
      for (int i = 0; i < values; i++) {
        out.append(record(PLAIN, "d" + i, 0.5 + i));
        if (i % 2 == 1) {
          out.sync();
        }
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
  void anObjectFileBringsItsSchema(String codec) throws Exception {
    byte[] file = file(CodecFactory.fromString(codec), 5);
    for (Schema given : Arrays.asList(null, PLAIN)) {
      assertThat(decode(given, file).findValuesAsText("deviceName"))
          .containsExactly("d0", "d1", "d2", "d3", "d4");
    }
    assertThatThrownBy(() -> decode(null, Arrays.copyOf(file, file.length - 20)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("the Avro file is damaged or cut off");
  }

  @Test
  void anObjectFileThatUnpacksToMuchIsRefused() throws Exception {
    Schema wide = schema("\"string\"");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<Object> out =
        new DataFileWriter<>(new GenericDatumWriter<>(wide))
            .setCodec(CodecFactory.fromString("deflate"))) {
      out.create(wide, bytes);
      out.append(record(wide, "d", "x".repeat(17 << 20)));
    }
    assertThatThrownBy(() -> decode(null, bytes.toByteArray()))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("unpacks (deflate) to more");
  }

  @Test
  void singleObjectEncodingIsReadByTheSchemaOfItsFingerprint() throws Exception {
    byte[] plain = binary(PLAIN, 21.5);
    ByteBuffer single = ByteBuffer.allocate(10 + plain.length).order(ByteOrder.LITTLE_ENDIAN);
    single.put((byte) 0xC3).put((byte) 1);
    single.putLong(SchemaNormalization.parsingFingerprint64(PLAIN)).put(plain);
    assertThat(x(PLAIN, single.array()).asDouble()).isEqualTo(21.5);
    single.putLong(2, 42);
    assertThatThrownBy(() -> x(PLAIN, single.array()))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("fingerprint");
  }

  @Test
  void aSchemaThatIsGivenReadsValuesBehindAnId() throws Exception {
    byte[] plain = binary(PLAIN, 21.5);
    byte[] framed =
        ByteBuffer.allocate(5 + plain.length).putInt(1, 17).position(5).put(plain).array();
    assertThat(x(PLAIN, framed).asDouble()).isEqualTo(21.5);
    assertThatThrownBy(() -> x(PLAIN, Arrays.copyOf(plain, plain.length + 1)))
        .hasMessageContaining("goes on after what the schema R says");
    assertThatThrownBy(() -> x(PLAIN, Arrays.copyOf(plain, plain.length - 1)))
        .hasMessageContaining("does not fit the schema R: it ends too early");
  }

  @ParameterizedTest
  @CsvSource({
    "int, date, 19675, 2023-11-14",
    "int, date, -1, 1969-12-31",
    "int, time-millis, 80000123, 22:13:20.123",
    "long, time-micros, 80000123456, 22:13:20.123456",
    "long, timestamp-millis, 1700000000123, 1700000000123",
    "long, timestamp-micros, 1700000000123456, 1700000000123",
    "long, timestamp-nanos, 1700000000123456789, 1700000000123",
    "long, timestamp-micros, -1, -1",
    "long, local-timestamp-millis, 1700000000123, 2023-11-14T22:13:20.123",
    "long, local-timestamp-micros, 1700000000123456, 2023-11-14T22:13:20.123456",
    "long, local-timestamp-nanos, 1700000000123456789, 2023-11-14T22:13:20.123456789",
  })
  void logicalTypesOverNumbers(String type, String logical, long value, String expected)
      throws Exception {
    Schema schema = schema("{\"type\":\"" + type + "\",\"logicalType\":\"" + logical + "\"}");
    Object x = type.equals("int") ? (Object) (int) value : (Object) value;
    assertThat(x(schema, binary(schema, x)).asText()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "io.debezium.time.Date, 19675, 2023-11-14",
    "org.apache.kafka.connect.data.Date, 19675, 2023-11-14",
    "io.debezium.time.MicroTime, 80000000000, 22:13:20",
    "io.debezium.time.MicroTimestamp, 1700000000123456, 1700000000123",
    "io.debezium.time.NanoTimestamp, 1700000000123456789, 1700000000123",
    "io.debezium.time.Timestamp, 1700000000123, 1700000000123",
  })
  void namedTypesOfConnectAndDebezium(String name, long value, String expected) throws Exception {
    Schema schema = schema("{\"type\":\"long\",\"connect.name\":\"" + name + "\"}");
    assertThat(x(schema, binary(schema, value)).asText()).isEqualTo(expected);
    String json =
        ("{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"x\",\"type\":\"int64\","
                + "\"name\":\"%s\"}]},\"payload\":{\"x\":%d}}")
            .formatted(name, value);
    assertThat(payload(json).asText()).isEqualTo(expected);
  }

  private static JsonNode payload(String json) throws Exception {
    String decoder =
        "{\"type\":\"json\",\"deviceName\":\"'d'\",\"telemetry\":{\"*\":\"/payload\"}}";
    return EntityJson.of(Records.decode(decoder, json)).at("/0/telemetry/0/values/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":10,\"scale\":2}",
        "{\"type\":\"bytes\",\"connect.name\":\"org.apache.kafka.connect.data.Decimal\","
            + "\"connect.parameters\":{\"scale\":\"2\"}}",
        "[\"null\",{\"type\":\"bytes\",\"connect.name\":\"org.apache.kafka.connect.data.Decimal\","
            + "\"connect.parameters\":{\"scale\":\"2\"}}]",
      })
  void decimalsInBytes(String type) throws Exception {
    Schema schema = schema(type);
    byte[] value = binary(schema, ByteBuffer.wrap(HEX.parseHex("fb2e")));
    assertThat(x(schema, value).asDouble()).isEqualTo(-12.34);
  }

  @Test
  void aDecimalWithItsScaleBesideIt() throws Exception {
    Schema schema =
        schema(
            "{\"type\":\"record\",\"name\":\"VariableScaleDecimal\",\"namespace\":"
                + "\"io.debezium.data\",\"fields\":[{\"name\":\"scale\",\"type\":\"int\"},"
                + "{\"name\":\"value\",\"type\":\"bytes\"}]}");
    GenericData.Record decimal = new GenericData.Record(schema.getField("x").schema());
    decimal.put("scale", 3);
    decimal.put("value", ByteBuffer.wrap(HEX.parseHex("3039")));
    assertThat(x(schema, binary(schema, decimal)).asDouble()).isEqualTo(12.345);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'struct','fields':[{'field':'x','type':'bytes','name':"
            + "'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'2'}}]}|{'x':'BNI='}",
        "{'type':'struct','fields':[{'field':'x','type':'struct','name':"
            + "'io.debezium.data.VariableScaleDecimal','fields':[]}]}|{'x':{'scale':2,'value':'BNI='}}",
        "{'type':'map','values':{'type':'bytes','name':"
            + "'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'2'}}}|{'x':'BNI='}",
      })
  void decimalsInJsonWithItsSchema(String both) throws Exception {
    String[] parts = both.replace('\'', '"').split("\\|");
    assertThat(payload("{\"schema\":" + parts[0] + ",\"payload\":" + parts[1] + "}").asDouble())
        .isEqualTo(12.34);
  }

  @Test
  void uuidAndDurationInFixedBytes() throws Exception {
    Schema uuid =
        schema("{\"type\":\"fixed\",\"name\":\"U\",\"size\":16,\"logicalType\":\"uuid\"}");
    byte[] id = HEX.parseHex("00112233445566778899aabbccddeeff");
    assertThat(x(uuid, binary(uuid, fixed(uuid, id))).asText())
        .isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
    Schema duration =
        schema("{\"type\":\"fixed\",\"name\":\"D\",\"size\":12,\"logicalType\":\"duration\"}");
    byte[] parts = HEX.parseHex("0100000002000000dc050000");
    assertThat(x(duration, binary(duration, fixed(duration, parts))).asText())
        .isEqualTo("P1M2DT1.5S");
    Schema text = schema("{\"type\":\"string\",\"logicalType\":\"uuid\"}");
    assertThat(x(text, binary(text, "00112233-4455-6677-8899-aabbccddeeff")).asText())
        .isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
  }

  private static Object fixed(Schema schema, byte[] bytes) {
    return new GenericData.Fixed(schema.getField("x").schema(), bytes);
  }

  @Test
  void aTextThatClaimsGigabytesTakesNoMemory() {
    byte[] claim = HEX.parseHex("026480808080108080");
    for (byte[] value : List.of(claim, HEX.parseHex("feffffff0f"))) {
      assertThatThrownBy(() -> x(schema("\"bytes\""), value))
          .isInstanceOf(DecodeException.class)
          .hasMessageContaining("does not fit the schema R")
          .hasMessageNotContaining("org.apache");
    }
  }
}
