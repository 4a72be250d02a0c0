package org.sluiceiot.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.msgpack.jackson.dataformat.MessagePackMapper;

/** Each ready format on its own payloads. */
class ReadyFormatsTest {
  private static final String PLAIN =
      "{\"device\":\"d1\",\"ts\":1700000000123,\"telemetry\":{\"t\":21.5,\"n\":3}}";
  private static final String PLAIN_RESULT =
      "[{\"deviceName\":\"d1\",\"deviceType\":\"default\",\"attributes\":{},\"telemetry\":"
          + "[{\"ts\":1700000000123,\"values\":{\"t\":21.5,\"n\":3}}]}]";

  private static JsonNode decode(String config, byte[] value, Map<String, String> headers)
      throws Exception {
    return EntityJson.of(Records.decoder(config).decode(Records.of(value, headers)));
  }

  private static JsonNode decode(String config, String value, String... headers) throws Exception {
    Map<String, String> all =
        headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1], headers[2], headers[3]);
    return decode(config, value.getBytes(StandardCharsets.UTF_8), all);
  }

  private static void same(JsonNode actual, String expected) {
    assertThat(Records.json(actual.toString())).isEqualTo(Records.json(expected));
  }

  @Test
  void cborAndMessagePackMapAsJson() throws Exception {
    JsonNode tree = Records.json(PLAIN);
    byte[] cbor = new CBORMapper().writeValueAsBytes(tree);
    same(decode("{\"type\":\"cbor\"}", cbor, Map.of()), PLAIN_RESULT);
    byte[] packed = new MessagePackMapper().writeValueAsBytes(tree);
    same(decode("{\"type\":\"messagepack\"}", packed, Map.of()), PLAIN_RESULT);
    for (String type : new String[] {"cbor", "messagepack"}) {
      byte[] broken = {(byte) 0xdf, (byte) 0xff, 1};
      assertThatThrownBy(() -> decode("{\"type\":\"" + type + "\"}", broken, Map.of()))
          .isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void csvHasAnItemPerRow() throws Exception {
    JsonNode actual =
        decode(
            "{\"type\":\"csv\",\"separator\":\";\"}",
            "device;ts;t;n\nd1;1700000000123;21.5;\nd2;2023-11-14T22:13:20Z;;7\n");
    same(
        actual,
        "[{\"deviceName\":\"d1\",\"deviceType\":\"default\",\"attributes\":{},\"telemetry\":[{\"ts\":1700000000123,"
            + "\"values\":{\"device\":\"d1\",\"ts\":1700000000123,\"t\":21.5}}]},"
            + "{\"deviceName\":\"d2\",\"deviceType\":\"default\",\"attributes\":{},\"telemetry\":[{\"ts\":1700000000000,"
            + "\"values\":{\"device\":\"d2\",\"ts\":\"2023-11-14T22:13:20Z\",\"n\":7}}]}]");
    assertThat(
            decode(
                "{\"type\":\"csv\",\"columns\":[\"device\",\"t\"],\"fields\":{\"telemetry\":{\"t\":\"/t\"}}}",
                "x,1\ny,2"))
        .hasSize(2);
  }

  @Test
  void thingsBoardTelemetryInEveryShape() throws Exception {
    String device = "{\"type\":\"thingsboard-telemetry\"}";
    assertThat(decode(device, "{\"t\":1}").at("/0/deviceName").asText()).isEqualTo("key-1");
    assertThat(decode(device, "{\"ts\":5,\"values\":{\"t\":1}}").at("/0/telemetry/0/ts").asInt())
        .isEqualTo(5);
    assertThat(decode(device, "[{\"t\":1},{\"ts\":5,\"values\":{\"t\":2}}]").at("/0/telemetry"))
        .hasSize(2);
    String attributes = "{\"type\":\"thingsboard-telemetry\",\"content\":\"attributes\"}";
    assertThat(decode(attributes, "{\"fw\":\"a\"}").at("/0/attributes/fw").asText()).isEqualTo("a");
    JsonNode gateway =
        decode(
            "{\"type\":\"thingsboard-telemetry\",\"shape\":\"gateway\",\"deviceType\":\"g\"}",
            "{\"A\":[{\"ts\":5,\"values\":{\"t\":1}}],\"B\":[{\"t\":2}]}");
    assertThat(gateway.at("/1/deviceName").asText()).isEqualTo("B");
    assertThat(gateway.at("/1/deviceType").asText()).isEqualTo("g");
    assertThatThrownBy(() -> decode(device, "7")).hasMessageStartingWith("telemetry: must be");
  }

  @Test
  void ngGatewayInEveryMode() throws Exception {
    String config = "{\"type\":\"ng-gateway\"}";
    JsonNode envelope =
        decode(
            config,
            "{\"schema_version\":1,\"event\":{\"kind\":\"telemetry\"},\"envelope\":{\"ts_ms\":7,"
                + "\"app\":{\"id\":1},\"device\":{\"id\":1,\"name\":\"n1\",\"type\":null}},"
                + "\"payload\":{\"data\":{\"temp\":25.6}}}");
    same(
        envelope,
        "[{\"deviceName\":\"n1\",\"deviceType\":\"default\",\"attributes\":{},\"telemetry\":"
            + "[{\"ts\":7,\"values\":{\"temp\":25.6}}]}]");
    JsonNode kv =
        decode(
            config,
            "{\"ts_ms\":7,\"values\":{\"a\":1,\"b\":{\"value\":2,\"data_type\":\"int\"}}}",
            "device_name",
            "n2",
            "device_type",
            "plc");
    assertThat(kv.at("/0/deviceType").asText()).isEqualTo("plc");
    assertThat(kv.at("/0/telemetry/0/values").toString()).isEqualTo("{\"a\":1,\"b\":2}");
    JsonNode rows =
        decode(
            config,
            "[{\"ts_ms\":1,\"point_id\":1,\"point_key\":\"p\",\"value\":5,\"data_type\":\"i\"},"
                + "{\"ts_ms\":2,\"point_id\":2,\"value\":true}]");
    assertThat(rows.at("/0/telemetry/0/values/p").asInt()).isEqualTo(5);
    assertThat(rows.at("/0/telemetry/1/values/2").asBoolean()).isTrue();
    assertThat(
            decode(
                config,
                "{\"event\":{\"kind\":\"device_connected\"},\"envelope\":{\"device\":{\"name\":\"x\"}},"
                    + "\"payload\":{\"data\":{}}}"))
        .isEmpty();
    assertThatThrownBy(() -> decode(config, "{}")).isInstanceOf(DecodeException.class);
  }

  @Test
  void honoReadsItsHeaders() throws Exception {
    String config = "{\"type\":\"hono\",\"tenantInName\":true}";
    Map<String, String> headers =
        Map.of("device_id", "4711", "tenant_id", "T", "creation-time", "1700000000123");
    JsonNode actual = decode(config, "{\"t\":5}".getBytes(StandardCharsets.UTF_8), headers);
    same(
        actual,
        "[{\"deviceName\":\"T/4711\",\"deviceType\":\"default\",\"attributes\":{},\"telemetry\":"
            + "[{\"ts\":1700000000123,\"values\":{\"t\":5}}]}]");
    Map<String, String> empty =
        Map.of(
            "device_id", "4711", "content-type", "application/vnd.eclipse-hono-empty-notification");
    assertThat(decode("{\"type\":\"hono\"}", new byte[0], empty)).isEmpty();
  }

  @Test
  void cloudEventsStructuredBinaryAndBatched() throws Exception {
    String config = "{\"type\":\"cloudevents\"}";
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"subject\":\"d9\","
            + "\"time\":\"2023-11-14T22:13:20Z\",\"data\":{\"t\":1}}";
    String expected =
        "{\"deviceName\":\"d9\",\"deviceType\":\"default\",\"attributes\":{},\"telemetry\":"
            + "[{\"ts\":1700000000000,\"values\":{\"t\":1}}]}";
    same(decode(config, event), "[" + expected + "]");
    same(decode(config, "[" + event + "," + event + "]"), "[" + expected + "," + expected + "]");
    String encoded = event.replace("\"data\":{\"t\":1}", "\"data_base64\":\"eyJ0IjoxfQ==\"");
    same(decode(config, encoded), "[" + expected + "]");
    Map<String, String> headers =
        Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            "1",
            "ce_source",
            "/s",
            "ce_type",
            "t",
            "ce_subject",
            "d9",
            "ce_time",
            "2023-11-14T22:13:20Z",
            "content-type",
            "application/json");
    same(
        decode(config, "{\"t\":1}".getBytes(StandardCharsets.UTF_8), headers),
        "[" + expected + "]");
    assertThatThrownBy(() -> decode(config, "{\"id\":\"1\"}"))
        .hasMessage("specversion: is missing, so this is not a CloudEvent");
  }

  @Test
  void lineProtocolHasAnItemPerLine() throws Exception {
    JsonNode actual =
        decode(
            "{\"type\":\"line-protocol\"}",
            "# comment\nweather,device=w\\ 1,site=a t=21.5,n=3i,ok=true,s=\"a, \\\"b\\\"\""
                + " 1700000000123000000\nweather,device=w2 t=1");
    same(
        Records.json(actual.get(0).toString()),
        "{\"deviceName\":\"w 1\",\"deviceType\":\"weather\",\"attributes\":{\"device\":\"w"
            + " 1\",\"site\":\"a\"},\"telemetry\":[{\"ts\":1700000000123,\"values\":{\"t\":21.5,\"n\":3,\"ok\":true,\"s\":\"a,"
            + " \\\"b\\\"\"}}]}");
    assertThat(actual).hasSize(2);
    assertThatThrownBy(() -> decode("{\"type\":\"line-protocol\"}", "m,device=x t="))
        .hasMessageStartingWith("line 1, column");
  }

  private static byte[] metric(String name, int alias, int type, int field, Object value)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    if (name != null) {
      out.writeString(1, name);
    }
    out.writeUInt64(2, alias);
    out.writeUInt32(4, type);
    if (value instanceof Integer number) {
      out.writeUInt32(field, number);
    } else if (value instanceof Double number) {
      out.writeDouble(field, number);
    } else {
      out.writeBool(7, true);
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] payload(byte[]... metrics) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeUInt64(1, 1_700_000_000_123L);
    for (byte[] metric : metrics) {
      out.writeBytes(2, ByteString.copyFrom(metric));
    }
    out.writeUInt64(3, 5);
    out.flush();
    return bytes.toByteArray();
  }

  @Test
  void sparkplugKnowsAliasesFromBirths() throws Exception {
    Decoder decoder = Records.decoder("{\"type\":\"sparkplug-b\",\"deviceType\":\"plc\"}");
    Map<String, String> data = Map.of("mqtt.topic", "spBv1.0/G/DDATA/edge/dev");
    byte[] update = payload(metric(null, 7, 3, 10, -5), metric(null, 8, 10, 13, 1.5));
    assertThatThrownBy(() -> decoder.decode(Records.of(update, data)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("birth unknown");
    byte[] birth =
        payload(
            metric("temp", 7, 3, 10, 21), metric("p", 8, 10, 13, 2.5), metric("z", 9, 3, 0, null));
    Map<String, String> born = Map.of("mqtt.topic", "spBv1.0/G/DBIRTH/edge/dev");
    assertThat(decoder.decode(Records.of(birth, born)).get(0).telemetry().get(0).values())
        .isEqualTo(Map.of("temp", 21L, "p", 2.5));
    JsonNode after = EntityJson.of(decoder.decode(Records.of(update, data)));
    same(
        after,
        "[{\"deviceName\":\"dev\",\"deviceType\":\"plc\",\"attributes\":{\"group\":\"G\",\"edgeNode\":\"edge\"},"
            + "\"telemetry\":[{\"ts\":1700000000123,\"values\":{\"temp\":-5,\"p\":1.5}}]}]");
    Map<String, String> death = Map.of("mqtt.topic", "spBv1.0/G/NDEATH/edge");
    assertThat(decoder.decode(Records.of(update, death))).isEmpty();
    assertThatThrownBy(() -> decoder.decode(Records.of(update)))
        .hasMessageContaining("is not spBv1.0/group/type/node");
    assertThatThrownBy(() -> decoder.decode(Records.of(new byte[] {18, 99}, data)))
        .isInstanceOf(DecodeException.class);
  }
}
