package org.sluiceiot.kafka.downlink.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.kafka.downlink.Messages;
import org.sluiceiot.kafka.downlink.template.MessageView;

class ValueWriterTest {
  private static final Owner SELF = FakeHost.owner("node");
  private static final long TS = Messages.TIME.toEpochMilli();

  private static byte[] bytes(ValueConfig config, String data) {
    return config
        .compile(SELF)
        .write(new MessageView(Messages.telemetry(data, "deviceName", "d1", "deviceType", "door")));
  }

  private static String write(ValueConfig config, String data) {
    return new String(bytes(config, data), StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) {
    return Messages.json(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "", "not json", "{ \"ä\" : 1 }"})
  void messageIsTheDataAsItIs(String data) {
    assertThat(write(new MessageValue(), data)).isEqualTo(data);
  }

  @Test
  void templateRendersFields() {
    assertThat(write(new TemplateValue("${deviceName}=$[t]", Escaping.AUTO), "{\"t\":4}"))
        .isEqualTo("d1=4");
  }

  @Test
  void envelope() {
    JsonNode root = json(write(new EnvelopeValue(), "{\"t\":4}"));
    assertThat(root.at("/schema_version").asInt()).isEqualTo(1);
    assertThat(root.at("/event/kind").asText()).isEqualTo("telemetry");
    assertThat(root.at("/envelope/ts_ms").asLong()).isEqualTo(TS);
    assertThat(root.at("/envelope/app/id").asText()).isEqualTo(SELF.id());
    assertThat(root.at("/envelope/app/name").asText()).isEqualTo("node");
    assertThat(root.at("/envelope/app/plugin_type").asText()).isEqualTo("kafka");
    assertThat(root.at("/envelope/device/id").asText()).isEqualTo(Messages.DEVICE.toString());
    assertThat(root.at("/envelope/device/name").asText()).isEqualTo("d1");
    assertThat(root.at("/envelope/device/type").asText()).isEqualTo("door");
    assertThat(root.at("/payload/data")).isEqualTo(json("{'t':4}"));
  }

  @Test
  void keysAndValues() {
    String data = "{\"ts\":5,\"values\":{\"t\":4,\"u\":1.5,\"b\":true,\"s\":\"x\",\"j\":{}}}";
    assertThat(json(write(new KeyValueValue(false), data)))
        .isEqualTo(json("{'ts_ms':5,'values':{'t':4,'u':1.5,'b':true,'s':'x','j':{}}}"));
    assertThat(json(write(new KeyValueValue(true), data)).at("/values"))
        .isEqualTo(
            json(
                "{'t':{'value':4,'data_type':'int64'},'u':{'value':1.5,'data_type':'float64'},"
                    + "'b':{'value':true,'data_type':'bool'},'s':{'value':'x','data_type':'string'},"
                    + "'j':{'value':{},'data_type':'json'}}"));
    assertThat(json(write(new KeyValueValue(false), "[{\"a\":1},{\"ts\":5,\"values\":{\"a\":2}}]")))
        .isEqualTo(
            json("[{'ts_ms':%d,'values':{'a':1}},{'ts_ms':5,'values':{'a':2}}]".formatted(TS)));
  }

  @Test
  void rows() {
    assertThat(json(write(new RowsValue(), "{\"t\":4,\"s\":\"x\"}")))
        .isEqualTo(
            json(
                ("[{'ts_ms':%1$d,'point_id':'%2$s/t','point_key':'t','value':4,'data_type':'int64'},"
                        + "{'ts_ms':%1$d,'point_id':'%2$s/s','point_key':'s','value':'x',"
                        + "'data_type':'string'}]")
                    .formatted(TS, Messages.DEVICE)));
  }

  @Test
  void mapping() {
    Map<String, String> mapping = new LinkedHashMap<>();
    mapping.put("who.name", "device.name");
    mapping.put("who.kind", "event_kind");
    mapping.put("hot", "data.rows[?t > `20`].t");
    mapping.put("missing", "data.nothing");
    assertThat(json(write(new MappedValue(mapping), "{\"rows\":[{\"t\":4},{\"t\":30}]}")))
        .isEqualTo(json("{'who':{'name':'d1','kind':'telemetry'},'hot':[30],'missing':null}"));
    assertThatThrownBy(() -> new MappedValue(Map.of("a", "][")).compile(SELF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not JMESPath");
  }

  @Test
  void bytesFromBase64() {
    assertThat(bytes(new BytesValue(), "AQID")).containsExactly(1, 2, 3);
    assertThat(bytes(new BytesValue(), "\"AQID\"")).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> bytes(new BytesValue(), "{}")).isInstanceOf(RenderException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "", "7", "[1]"})
  void dataThatDoesNotFitIsARenderFailure(String data) {
    assertThatThrownBy(() -> bytes(new KeyValueValue(false), data))
        .isInstanceOf(RenderException.class);
    assertThatThrownBy(() -> bytes(new RowsValue(), data)).isInstanceOf(RenderException.class);
  }

  @Test
  void encodings() {
    assertThat(TextEncoding.TEXT.encode("ä", StandardCharsets.ISO_8859_1)).hasSize(1);
    assertThat(TextEncoding.BASE64.encode("AQID", StandardCharsets.UTF_8)).containsExactly(1, 2, 3);
    assertThat(TextEncoding.JSON.encode("a\"b", StandardCharsets.UTF_8))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("\"a\\\"b\"");
    assertThatThrownBy(() -> TextEncoding.BASE64.encode("%", StandardCharsets.UTF_8))
        .isInstanceOf(RenderException.class);
  }
}
