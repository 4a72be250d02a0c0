package org.sluiceiot.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.CodedOutputStream;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.ConfigException;

/** Avro and Protocol Buffers, with the schema given and from a registry on a real socket. */
class SchemaFormatsTest {
  private static final String AVRO =
      "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"device\",\"type\":\"string\"},"
          + "{\"name\":\"ts\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},"
          + "{\"name\":\"telemetry\",\"type\":{\"type\":\"map\",\"values\":[\"null\",\"double\"]}}]}";
  private static final String PROTO =
      """
      // fleet
      syntax = "proto3";
      package fleet.v1;
      import "google/protobuf/timestamp.proto";
      option java_package = "x";
      message Other { reserved 2, 4 to 6; int32 a = 1; }
      message Reading {
        enum Mode { OFF = 0; ON = 1; }
        message Values { double t = 1; uint32 n = 2 [deprecated = true]; optional int64 none = 3; }
        string device = 1;
        google.protobuf.Timestamp ts = 2;
        Values telemetry = 3;
        map<string, string> attributes = 4;
        oneof extra { Mode mode = 5; bytes raw = 6; }
        repeated sint32 list = 7;
      }
      """;
  private static final String EXPECTED =
      "[{\"deviceName\":\"d1\",\"deviceType\":\"default\",\"attributes\":%s,\"telemetry\":"
          + "[{\"ts\":1700000000123,\"values\":%s}]}]";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          boolean known =
              "Basic dTpw".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          String answer = answers.get(exchange.getRequestURI().getPath());
          byte[] body = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(!known ? 401 : answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String registry(String type) {
    return "{\"type\":\"%s\",\"registry\":{\"url\":\"http://127.0.0.1:%d/\",\"user\":\"u\",\"password\":\"p\"}}"
        .formatted(type, server.getAddress().getPort());
  }

  private static byte[] avro() throws IOException {
    Schema schema = new Schema.Parser().parse(AVRO);
    GenericData.Record record = new GenericData.Record(schema);
    record.put("device", "d1");
    record.put("ts", 1_700_000_000_123L);
    record.put("telemetry", Map.of("t", 21.5));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema).write(record, out);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] framed(int id, byte[] index, byte[] data) {
    return ByteBuffer.allocate(5 + index.length + data.length)
        .put((byte) 0)
        .putInt(id)
        .put(index)
        .put(data)
        .array();
  }

  private static byte[] reading() throws IOException {
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    CodedOutputStream v = CodedOutputStream.newInstance(values);
    v.writeDouble(1, 21.5);
    v.writeUInt32(2, -1);
    v.flush();
    ByteArrayOutputStream time = new ByteArrayOutputStream();
    CodedOutputStream t = CodedOutputStream.newInstance(time);
    t.writeInt64(1, 1_700_000_000L);
    t.writeInt32(2, 123_000_000);
    t.flush();
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    CodedOutputStream e = CodedOutputStream.newInstance(entry);
    e.writeString(1, "fw");
    e.writeString(2, "a");
    e.flush();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeString(1, "d1");
    out.writeByteArray(2, time.toByteArray());
    out.writeByteArray(3, values.toByteArray());
    out.writeByteArray(4, entry.toByteArray());
    out.writeEnum(5, 1);
    out.flush();
    return bytes.toByteArray();
  }

  private static void check(Decoder decoder, byte[] value, String attributes, String values)
      throws Exception {
    JsonNode actual = EntityJson.of(decoder.decode(Records.of(value)));
    assertThat(Records.json(actual.toString()))
        .isEqualTo(Records.json(EXPECTED.formatted(attributes, values)));
  }

  @Test
  void avroWithItsSchemaGiven() throws Exception {
    Decoder decoder =
        Records.decoder("{\"type\":\"avro\",\"schema\":" + TextNode.valueOf(AVRO) + "}");
    check(decoder, avro(), "{}", "{\"t\":21.5}");
    assertThatThrownBy(() -> decoder.decode(Records.of(new byte[] {99, 1})))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> Records.decoder("{\"type\":\"avro\",\"schema\":\"{}\"}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is not Avro");
    Decoder filesOnly = Records.decoder("{\"type\":\"avro\"}");
    assertThatThrownBy(() -> filesOnly.decode(Records.of(avro())))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("neither a schema nor a registry");
  }

  @Test
  void avroFromTheRegistryIsFetchedOnce() throws Exception {
    answers.put("/schemas/ids/17", "{\"schema\":" + TextNode.valueOf(AVRO) + "}");
    Decoder decoder = Records.decoder(registry("avro"));
    for (int i = 0; i < 3; i++) {
      check(decoder, framed(17, new byte[0], avro()), "{}", "{\"t\":21.5}");
    }
    assertThat(requests).hasValue(1);
    assertThatThrownBy(() -> decoder.decode(Records.of("{}")))
        .isInstanceOf(DecodeException.class)
        .isNotInstanceOf(TransientDecodeException.class);
  }

  @Test
  void aMissingSchemaIsTransientAndAWrongOneNot() throws Exception {
    Decoder decoder = Records.decoder(registry("avro"));
    SourceRecord missing = Records.of(framed(1, new byte[0], avro()));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> decoder.decode(missing))
          .isInstanceOf(TransientDecodeException.class)
          .hasMessageContaining("404");
    }
    assertThat(requests).as("the second failure asks nobody").hasValue(1);
    answers.put("/schemas/ids/2", "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}");
    assertThatThrownBy(() -> decoder.decode(Records.of(framed(2, new byte[0], avro()))))
        .isInstanceOf(DecodeException.class)
        .isNotInstanceOf(TransientDecodeException.class);
    server.stop(0);
    assertThatThrownBy(() -> decoder.decode(Records.of(framed(3, new byte[0], avro()))))
        .isInstanceOf(TransientDecodeException.class)
        .hasMessageContaining("is away");
  }

  @Test
  void protobufWithItsSchemaGiven() throws Exception {
    Decoder decoder =
        Records.decoder(
            "{\"type\":\"protobuf\",\"message\":\"Reading\",\"schema\":"
                + TextNode.valueOf(PROTO)
                + "}");
    check(decoder, reading(), "{\"fw\":\"a\"}", "{\"t\":21.5,\"n\":4294967295}");
    assertThatThrownBy(() -> decoder.decode(Records.of(new byte[] {10, 99})))
        .isInstanceOf(DecodeException.class);
    for (String wrong :
        new String[] {"message {", "message M { strange s = 1; }", "import \"x\";"}) {
      assertThatThrownBy(
              () ->
                  Records.decoder(
                      "{\"type\":\"protobuf\",\"schema\":" + TextNode.valueOf(wrong) + "}"))
          .isInstanceOf(ConfigException.class);
    }
  }

  @Test
  void protobufFromTheRegistryNamesItsMessageByIndex() throws Exception {
    answers.put(
        "/schemas/ids/5",
        "{\"schemaType\":\"PROTOBUF\",\"schema\":"
            + TextNode.valueOf(
                PROTO.replace("message Other", "import \"common.proto\"; message Other"))
            + ",\"references\":[{\"name\":\"common.proto\",\"subject\":\"common\",\"version\":3}]}");
    answers.put(
        "/subjects/common/versions/3",
        "{\"schema\":\"syntax = \\\"proto3\\\"; package c; message X { }\"}");
    Decoder decoder = Records.decoder(registry("protobuf"));
    byte[] second = {2, 2}; // one index, the message at place 1, both zigzag
    check(decoder, framed(5, second, reading()), "{\"fw\":\"a\"}", "{\"t\":21.5,\"n\":4294967295}");
    assertThatThrownBy(() -> decoder.decode(Records.of(framed(5, new byte[] {2, 40}, reading()))))
        .hasMessageContaining("names no message");
  }
}
