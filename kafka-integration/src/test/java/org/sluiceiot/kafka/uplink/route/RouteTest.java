package org.sluiceiot.kafka.uplink.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.uplink.config.Encoding;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;

class RouteTest {
  private static final DecoderContext CONTEXT =
      new DecoderContext("tests", Map.of("site", "north"), new FakeHost());
  private static final String DEVICE = "{\"deviceName\":\"d\",\"kind\":7,\"telemetry\":{\"v\":1}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'none'} | true",
        "{'type':'topic','equals':'t'} | true",
        "{'type':'topic','equals':'other'} | false",
        "{'type':'json_pointer','pointer':'/kind','equals':7} | true",
        "{'type':'json_pointer','pointer':'/kind','equals':7.0} | true",
        "{'type':'json_pointer','pointer':'/kind','equals':'7'} | false",
        "{'type':'json_pointer','pointer':'/missing','equals':7} | false",
        "{'type':'property','key':'h','equals':'first'} | true",
        "{'type':'property','key':'h','equals':'second'} | true",
        "{'type':'property','key':'h','equals':'third'} | false",
        "{'type':'key','equals':'k'} | true",
        "{'type':'key','equals':'x'} | false",
      })
  void filters(String filter, boolean takes) throws Exception {
    Routes routes = routes("{'routes':[{'filter':" + filter + "}]}");
    assertThat(routes.match(record(DEVICE)) != null).isEqualTo(takes);
  }

  @Test
  void theFirstMatchWins() throws Exception {
    Routes routes =
        routes("{'routes':[{'name':'a','filter':{'type':'key','equals':'x'}},{'name':'b'},{}]}");
    assertThat(routes.match(record(DEVICE)).name()).isEqualTo("b");
  }

  @Test
  void aFilterThatCannotReadTheValueDoesNotMatch() throws Exception {
    Routes routes =
        routes("{'routes':[{'filter':{'type':'json_pointer','pointer':'/a','equals':1}}]}");
    assertThat(routes.match(record("not json"))).isNull();
    assertThat(routes.match(record("{\"a\":1e999999999}"))).isNull();
  }

  @Test
  void aDocumentHasEveryPart() throws Exception {
    JsonNode document = new RecordDocument(Encoding.NONE, Encoding.BASE64).of(record("value"));
    assertThat(document)
        .hasToString(
            "{\"value\":\"dmFsdWU=\",\"ts_type\":\"create\",\"ts\":1679665968238,"
                + "\"topic\":\"t\",\"offset\":2,\"key\":\"k\",\"headers\":{\"h\":\"second\"}}");
  }

  @Test
  void aDocumentCanBeTheDecodersInput() throws Exception {
    Routes routes =
        routes(
            "{'decoder':{'type':'json','deviceName':'/headers/h','telemetry':{'o':'/offset'}},"
                + "'routes':[{'input':'document'}]}");
    SourceRecord record = record("anything");
    assertThat(routes.match(record).decode(record).get(0).name()).isEqualTo("second");
  }

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "${.topic}/${.key}, t/k",
    "${.headers.h}, second",
    "${.headers.none}, ''",
    "${.none}!, !",
    "${.ts_type} ${.offset}, create 2",
  })
  void templates(String template, String expected) {
    assertThat(new RecordTemplate(template).render(record("v"))).isEqualTo(expected);
  }

  @Test
  void theWholeRecordInATemplate() throws Exception {
    String rendered = new RecordTemplate("${.}").render(record("v"));
    assertThat(JsonPayload.MAPPER.readTree(rendered).path("value").asText()).isEqualTo("v");
  }

  @ParameterizedTest
  @CsvSource({"key, k, true", "key, d, false", "header:h, second, true", "header:no, d, false"})
  void anEntityMustHaveTheNameThatItsRecordSays(String from, String name, boolean fits)
      throws Exception {
    Routes routes = routes("{'entities':{'nameMustEqual':'" + from + "'}}");
    SourceRecord record = record("{\"deviceName\":\"" + name + "\",\"telemetry\":{\"v\":1}}");
    if (fits) {
      assertThat(routes.match(record).decode(record)).hasSize(1);
    } else {
      assertThatThrownBy(() -> routes.match(record).decode(record))
          .isInstanceOf(DecodeException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void updateOnlyKeysAreMarked() throws Exception {
    Routes routes = routes("{'entities':{'updateOnlyKeys':['v']}}");
    SourceRecord record = record(DEVICE);
    assertThat(routes.match(record).decode(record).get(0).updateOnlyKeys()).containsExactly("v");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 10,  11000, false",
    "1000, 10,  11001, true",
    "1000, '',  999999, false",
    "x,    10,  999999, false",
    "'',   10,  999999, false",
    "1000, -1,  999999, false",
  })
  void expiry(String created, String ttl, long now, boolean expired) throws Exception {
    Routes routes = routes("{}");
    SourceRecord record =
        new SourceRecord(
            "t",
            0,
            0,
            null,
            new byte[0],
            List.of(header("creation-time", created), header("ttl", ttl)),
            null,
            "undefined");
    assertThat(routes.match(record).expired(record, Instant.ofEpochMilli(now))).isEqualTo(expired);
  }

  private static Routes routes(String text) throws Exception {
    ObjectNode json = (ObjectNode) JsonPayload.MAPPER.readTree(text.replace('\'', '"'));
    json.putObject("connection").put("bootstrapServers", "localhost:1");
    json.putArray("topics").add("t");
    try {
      return Routes.compile(ConfigReader.read(json, UplinkConfig.class), CONTEXT);
    } catch (ConfigException e) {
      throw new AssertionError(e.problems().toString(), e);
    }
  }

  private static SourceRecord record(String value) {
    return new SourceRecord(
        "t",
        0,
        2,
        bytes("k"),
        bytes(value),
        List.of(header("h", "first"), header("h", "second")),
        Instant.ofEpochMilli(1679665968238L),
        "create");
  }

  private static SourceRecord.Header header(String name, String value) {
    return new SourceRecord.Header(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
