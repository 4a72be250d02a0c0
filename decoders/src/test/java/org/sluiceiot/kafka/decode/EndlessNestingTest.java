package org.sluiceiot.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.config.ConfigException;

/** Data and schemas that nest or refer without end are that record's failure, told in words. */
@Timeout(20)
class EndlessNestingTest {
  private final ConcurrentHashMap<String, Function<String, String>> answers =
      new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          String path = exchange.getRequestURI().getPath();
          String kind = path.substring(0, path.indexOf('/', 1));
          byte[] body = answers.get(kind).apply(path).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({"messagepack,0x91,MessagePack", "cbor,0x81,CBOR", "json,0x5b,JSON"})
  void arraysInsideEachOther(String type, String open, String name) throws Exception {
    byte[] value = new byte[2_000_000];
    Arrays.fill(value, Integer.decode(open).byteValue());
    Decoder decoder = Records.decoder("{\"type\":\"" + type + "\"}");
    assertThatThrownBy(() -> decoder.decode(Records.of(value)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("than 200");
  }

  @ParameterizedTest
  @CsvSource({"messagepack,0x81A161", "cbor,0xA16161"})
  void objectsInsideEachOther(String type, String open) throws Exception {
    int start = Integer.decode(open);
    ByteBuffer value = ByteBuffer.allocate(300_000);
    while (value.hasRemaining()) {
      value.put((byte) (start >> 16)).put((byte) (start >> 8)).put((byte) start);
    }
    Decoder decoder = Records.decoder("{\"type\":\"" + type + "\"}");
    assertThatThrownBy(() -> decoder.decode(Records.of(value.array())))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("than 200");
  }

  /** Small values whose schemas ask for gigabytes, or for records without end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // a fixed of two gigabytes
        "{'type':'fixed','name':'F','size':2147483647}",
        "{'type':'fixed','name':'F','size':2147483600}",
        // a record that holds itself, always
        "{'type':'record','name':'R','fields':[{'name':'r','type':'R'}]}",
        // two that hold each other
        "{'type':'record','name':'R','fields':[{'name':'r','type':{'type':'record','name':'S',"
            + "'fields':[{'name':'s','type':'R'}]}}]}",
        // many values of no length
        "{'type':'array','items':'null'}",
        "{'type':'array','items':{'type':'record','name':'E','fields':[]}}",
        // an array that says how much room it needs
        "{'type':'array','items':'long'}",
        "{'type':'map','values':'long'}",
      })
  void avroSchemasThatAskForEverything(String schema) throws Exception {
    // As a count this is 1,000,000,000; as a length too.
    byte[] value = {(byte) 0x80, (byte) 0xa8, (byte) 0xd6, (byte) 0xb9, 0x07, 0, 0};
    assertRefused(schema.replace('\'', '"'), value);
  }

  /** 2^40 records of no length, by forty schemas that each name the one before twice. */
  @Test
  void avroRecordsThatDouble() throws Exception {
    String type = "{'type':'record','name':'R0','fields':[]}";
    for (int i = 1; i <= 40; i++) {
      type =
          "{'type':'record','name':'R%d','fields':[{'name':'a','type':%s},{'name':'b','type':'R%d'}]}"
              .formatted(i, type, i - 1);
    }
    assertRefused(type.replace('\'', '"'), new byte[] {0});
  }

  /** A list whose schema may end, in data that does not. */
  @Test
  void avroRecordsInsideEachOther() throws Exception {
    byte[] value = new byte[2_000_000];
    Arrays.fill(value, (byte) 2);
    assertRefused(
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"r\",\"type\":[\"null\",\"R\"]}]}",
        value);
  }

  /** The configuration may refuse the schema, or its record the value. */
  private void assertRefused(String schema, byte[] value) throws Exception {
    try {
      Decoder decoder =
          Records.decoder("{\"type\":\"avro\",\"schema\":" + TextNode.valueOf(schema) + "}");
      assertThatThrownBy(() -> decoder.decode(Records.of(value)))
          .isInstanceOf(DecodeException.class)
          .hasMessageMatching("the value does not fit the schema .*");
    } catch (ConfigException e) {
      assertThat(e.getMessage()).contains("schema");
    }
    answers.put("/schemas", path -> "{\"schema\":" + TextNode.valueOf(schema) + "}");
    byte[] framed = ByteBuffer.allocate(value.length + 5).put(new byte[5]).put(value).array();
    Decoder registered = registered("avro");
    assertThatThrownBy(() -> registered.decode(Records.of(framed)))
        .isInstanceOf(DecodeException.class)
        .isNotInstanceOf(TransientDecodeException.class)
        .hasMessageContaining("schema");
  }

  /** An Any that holds an Any, and so on. */
  @Test
  void protobufAnysInsideEachOther() throws Exception {
    ByteString inner = ByteString.EMPTY;
    for (int i = 0; i < 4_000; i++) {
      inner =
          Any.newBuilder()
              .setTypeUrl("x/google.protobuf.Any")
              .setValue(inner)
              .build()
              .toByteString();
    }
    String schema =
        "syntax = \"proto3\"; import \"google/protobuf/any.proto\";"
            + " message M { google.protobuf.Any any = 1; }";
    ByteString.Output value = ByteString.newOutput();
    com.google.protobuf.CodedOutputStream out =
        com.google.protobuf.CodedOutputStream.newInstance(value);
    out.writeBytes(1, inner);
    out.flush();
    Decoder decoder =
        Records.decoder("{\"type\":\"protobuf\",\"schema\":" + TextNode.valueOf(schema) + "}");
    assertThatThrownBy(() -> decoder.decode(Records.of(value.toByteString().toByteArray())))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("more than 100");
  }

  @Test
  void protobufDeclarationsInsideEachOther() {
    String schema = "message M { ".repeat(20_000);
    assertThatThrownBy(
            () ->
                Records.decoder(
                    "{\"type\":\"protobuf\",\"schema\":" + TextNode.valueOf(schema) + "}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("more than 50");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "protobuf"})
  void referencesInACircle(String type) throws Exception {
    String answer =
        "{\"schemaType\":\"%s\",\"schema\":\"\",\"references\":[{\"name\":\"%s\",\"subject\":\"%s\","
            + "\"version\":1}]}";
    String kind = type.toUpperCase(java.util.Locale.ROOT);
    answers.put("/schemas", path -> answer.formatted(kind, "a", "a"));
    answers.put(
        "/subjects",
        path -> {
          String other = path.contains("/a/") ? "b" : "a";
          return answer.formatted(kind, other, other);
        });
    assertFewRequests(registered(type), "circle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "protobuf"})
  void referencesWithoutEnd(String type) throws Exception {
    String kind = type.toUpperCase(java.util.Locale.ROOT);
    AtomicInteger next = new AtomicInteger();
    Function<String, String> further =
        path ->
            "{\"schemaType\":\"%1$s\",\"schema\":\"\",\"references\":[{\"name\":\"n%2$d\",\"subject\":\"s%2$d\",\"version\":1}]}"
                .formatted(kind, next.incrementAndGet());
    answers.put("/schemas", further);
    answers.put("/subjects", further);
    assertFewRequests(registered(type), "more than 50");
  }

  private void assertFewRequests(Decoder decoder, String why) {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> decoder.decode(Records.of(new byte[6])))
          .isInstanceOf(DecodeException.class)
          .isNotInstanceOf(TransientDecodeException.class)
          .hasMessageContaining(why);
    }
    assertThat(requests).as("requests for twenty records").hasValueLessThan(60);
  }

  private Decoder registered(String type) throws ConfigException {
    return Records.decoder(
        "{\"type\":\"%s\",\"registry\":{\"url\":\"http://127.0.0.1:%d/\"}}"
            .formatted(type, server.getAddress().getPort()));
  }
}
