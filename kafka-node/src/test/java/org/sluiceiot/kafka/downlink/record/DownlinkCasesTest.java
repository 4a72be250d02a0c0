package org.sluiceiot.kafka.downlink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.kafka.connection.KafkaSettings;
import org.sluiceiot.kafka.connection.policy.TenantBudget;
import org.sluiceiot.kafka.downlink.Messages;
import org.sluiceiot.kafka.downlink.config.DownlinkConfig;
import org.sluiceiot.kafka.downlink.template.UnresolvedFieldException;
import org.sluiceiot.kafka.downlink.value.RenderException;

/**
 * What users of templates reported in public, and more of the same kinds. A case is {@code
 * src/test/resources/cases/NAME.json}: the node, the message, and what must come of it.
 */
class DownlinkCasesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Owner SELF = FakeHost.owner("cases");
  private static final String[] DEVICE = {"deviceName", "Pump \"A\"", "n", "21.5", "o", "[1]"};

  private static JsonNode file(String name) throws Exception {
    try (InputStream in = DownlinkCasesTest.class.getResourceAsStream("/cases/" + name + ".json")) {
      return JSON.readTree(in);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(JsonNode node, RuleMessage message)
      throws ConfigException {
    ObjectNode config = node.deepCopy();
    config.putObject("connection").put("bootstrapServers", "localhost:1");
    TenantBudget budget = TenantBudget.of(SELF.tenant(), KafkaSettings.of(new FakeHost()).limits());
    try (RecordBuilder builder =
        new RecordBuilder(ConfigReader.read(config, DownlinkConfig.class), SELF, budget)) {
      return builder.build(message).record();
    }
  }

  private static String value(JsonNode file) throws ConfigException {
    List<String> metadata = new ArrayList<>();
    for (var pair : file.at("/message/metadata").properties()) {
      metadata.add(pair.getKey());
      metadata.add(pair.getValue().asText());
    }
    String data = file.at("/message/data").toString();
    return text(
        record(file.path("node"), Messages.telemetry(data, metadata.toArray(String[]::new)))
            .value());
  }

  /** The value that a template makes of data, both as they are. */
  private static String render(String template, String data) throws ConfigException {
    return render(template, data, null);
  }

  private static String render(String template, String data, String escape) throws ConfigException {
    ObjectNode node = JSON.createObjectNode().put("topic", "out");
    ObjectNode value = node.putObject("value").put("type", "template").put("template", template);
    if (escape != null) {
      value.put("escape", escape);
    }
    return text(record(node, Messages.telemetry(data, DEVICE)).value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void case23TemplateJsonQuotes() throws Exception {
    JsonNode file = file("23-template-json-quotes");
    assertThat(JSON.readTree(value(file))).isEqualTo(file.at("/expected/value parses as JSON"));
  }

  @Test
  void case24KvTsAsText() throws Exception {
    JsonNode file = file("24-kv-ts-as-text");
    assertThat(JSON.readTree(value(file))).isEqualTo(file.at("/expected/value"));
  }

  @Test
  void case25TemplateNumberExponent() throws Exception {
    JsonNode file = file("25-template-number-exponent");
    assertThat(file.at("/expected/value").asText()).isEqualTo("100000000.0 (or 100000000)");
    assertThat(value(file)).isIn("100000000.0", "100000000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"$[a]\"}|{\"a\":\"C:\\\\temp\"}|{\"a\":\"C:\\\\temp\"}",
        "{\"a\":\"$[a]\"}|{\"a\":\"l1\\nl2\\t\\u0001\"}|{\"a\":\"l1\\nl2\\t\\u0001\"}",
        "{\"a\":\"at $[a], ${deviceName}\"}|{\"a\":5}|{\"a\":\"at 5, Pump \\\"A\\\"\"}",
        "{\"a\":\"$[a]\"}|{\"a\":\"\\\",\\\"admin\\\":true,\\\"x\\\":\\\"\"}|{\"a\":\"\\\",\\\"admin\\\":true,\\\"x\\\":\\\"\"}",
        "{\"a\":\"$[a]\"}|{\"a\":{\"k\":\"v\"}}|{\"a\":\"{\\\"k\\\":\\\"v\\\"}\"}",
        "{\"$[a]\":1}|{\"a\":\"k\\\"\"}|{\"k\\\"\":1}",
        "{\"q\":\"\\\"$[a]\\\"\"}|{\"a\":\"x\\\"\"}|{\"q\":\"\\\"x\\\"\\\"\"}",
        "\"${deviceName}\"|{}|\"Pump \\\"A\\\"\"",
        "[\"$[a]\"]|{\"a\":\"\\\"\"}|[\"\\\"\"]",
        "{\"all\":\"$[*]\"}|{\"a\": 1}|{\"all\":\"{\\\"a\\\": 1}\"}",
        "{\"a\":\"${gone:-\"}\"}|{}|{\"a\":\"\\\"\"}"
      })
  void textsInsideQuotesAreEscaped(String template, String data, String expected) throws Exception {
    String value = render(template, data);
    assertThat(value).isEqualTo(expected);
    JSON.readTree(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":$[a]}|{\"a\":\"x\\\"y\"}|{\"a\":\"x\\\"y\"}",
        "{\"a\":$[a]}|{\"a\":5}|{\"a\":5}",
        "{\"a\":$[a]}|{\"a\":1.0E8}|{\"a\":100000000}",
        "{\"a\":$[a]}|{\"a\":\"5\"}|{\"a\":\"5\"}",
        "{\"a\":$[a]}|{\"a\":true}|{\"a\":true}",
        "{\"a\":$[a]}|{\"a\":{\"k\":[1,\"\\\"\",1E-7]}}|{\"a\":{\"k\":[1,\"\\\"\",0.0000001]}}",
        "{\"a\":$[a]}|{\"a\":null}|{\"a\":null}",
        "{\"a\":$[a]}|{}|{\"a\":null}",
        "{\"a\":$[a:-7]}|{}|{\"a\":7}",
        "{\"a\":$[a:-none]}|{\"a\":null}|{\"a\":\"none\"}",
        "{\"a\":${gone}}|{}|{\"a\":null}",
        "{\"a\":${n}}|{}|{\"a\":21.5}",
        "{\"a\":${o}}|{}|{\"a\":[1]}",
        "{\"a\":${deviceName}}|{}|{\"a\":\"Pump \\\"A\\\"\"}",
        "{\"ts\":${@time},\"d\":$[*]}|{\"a\":1.10}|{\"ts\":1795215909123,\"d\":{\"a\":1.10}}",
        "[$[a],$[b]]|{\"a\":1,\"b\":\"x\"}|[1,\"x\"]",
        "{\"d\":$[*]}|not json|{\"d\":\"not json\"}"
      })
  void placesOutsideQuotesBecomeJsonValues(String template, String data, String expected)
      throws Exception {
    String value = render(template, data);
    assertThat(value).isEqualTo(expected);
    JSON.readTree(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$[a]|{\"a\":1.0E8}|100000000",
        "$[a]|{\"a\":100000000.0}|100000000.0",
        "$[a]|{\"a\":1.5e-7}|0.00000015",
        "$[a]|{\"a\":-2.5E12}|-2500000000000",
        "$[a]|{\"a\":12345678901234567890.25}|12345678901234567890.25",
        "$[a];$[b]|{\"a\":{\"x\":1E10},\"b\":[3E0]}|{\"x\":10000000000};[3]",
        "v=$[a]|{\"a\":\"x\\\"y\"}|v=x\"y",
        "\"$[a]\";$[b]|{\"a\":\"x\",\"b\":1E3}|\"x\";1000"
      })
  void plainTextTemplatesStayTextWithNumbersInFull(String template, String data, String expected)
      throws Exception {
    assertThat(render(template, data)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E999999999", "1E-999999999", "-1E100000"})
  void aNumberThatWouldFillTheMemoryKeepsItsExponent(String number) throws Exception {
    assertThat(render("$[a]", "{\"a\":" + number + "}")).isEqualToIgnoringCase(plus(number));
    assertThat(render("{\"a\":$[a]}", "{\"a\":" + number + "}")).hasSizeLessThan(30);
  }

  private static String plus(String number) {
    return number.replaceFirst("E(\\d)", "E+$1");
  }

  @Test
  void escapingCanBeForcedAndSwitchedOff() throws Exception {
    String data = "{\"a\":\"x\\\"y\"}";
    assertThat(render("{\"a\":\"$[a]\"}", data, "none")).isEqualTo("{\"a\":\"x\"y\"}");
    assertThat(render("{\"a\":\"$[a]\"}", data, "json")).isEqualTo("{\"a\":\"x\\\"y\"}");
    assertThat(render("$[a]", data, "json")).isEqualTo("\"x\\\"y\"");
    assertThatThrownBy(() -> render("{\"a\":$[a]$[b]}", data, "json"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("value")
        .hasMessageContaining("is not JSON")
        .hasMessageContaining("line 1, column");
  }

  @Test
  void linesOfJsonAreEscapedToo() throws Exception {
    assertThat(render("{\"a\":\"$[a]\"}\n{\"b\":$[a]}\n", "{\"a\":\"\\\"\"}"))
        .isEqualTo("{\"a\":\"\\\"\"}\n{\"b\":\"\\\"\"}\n");
  }

  @Test
  void aMissingFieldInsideQuotesIsStillNamed() {
    assertThatThrownBy(() -> render("{\"a\":\"$[gone]\"}", "{}"))
        .isInstanceOf(UnresolvedFieldException.class)
        .hasMessageContaining("$[gone]");
  }

  private static JsonNode built(String value, String data) throws Exception {
    JsonNode node = Messages.json("{'topic':'out','value':" + value + "}");
    return JSON.readTree(record(node, Messages.telemetry(data)).value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1700000000001|1700000000001",
        "\"1700000000001\"|1700000000001",
        "1700000000001.0|1700000000001",
        "1700000000001.75|1700000000001",
        "1.700000000001E12|1700000000001",
        "\"1.700000000001E12\"|1700000000001",
        "\" 1700000000001 \"|1700000000001",
        "\"2023-11-14T22:13:20.001Z\"|1700000000001",
        "\"2023-11-14T23:13:20.001+01:00\"|1700000000001",
        "null|1795215909123"
      })
  void theTimeOfAPointIsReadAsItIsWritten(String ts, long millis) throws Exception {
    String data = "{\"ts\":" + ts + ",\"values\":{\"a\":2}}";
    assertThat(built("{'type':'kv'}", data))
        .isEqualTo(Messages.json("{'ts_ms':" + millis + ",'values':{'a':2}}"));
    assertThat(built("{'type':'timeseries_rows'}", data).at("/0/ts_ms").asLong()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"yesterday\"", "{}", "true", "\"1E999999999\"", "1E40", "\"\""})
  void aTimeThatIsNoneIsNamed(String ts) {
    String data = "{\"ts\":" + ts + ",\"values\":{\"a\":2}}";
    assertThatThrownBy(() -> built("{'type':'kv'}", data))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("ts")
        .hasMessageContaining("1970");
  }

  @Test
  void objectsAndNullsOfPointsStayJson() throws Exception {
    String data = "{\"o\":{\"k\":1},\"n\":null,\"big\":1E9}";
    assertThat(built("{'type':'kv'}", data).path("values"))
        .isEqualTo(Messages.json("{'o':{'k':1},'n':null,'big':1000000000}"));
    assertThat(built("{'type':'timeseries_rows'}", data).findValuesAsText("data_type"))
        .isEqualTo(List.of("json", "json", "float64"));
  }

  @Test
  void aMappingWritesNumbersInFull() throws Exception {
    String mapped = "{'type':'mapped_json','mapping':{'s':'sum(data.n)','n':'data.n'}}";
    JsonNode node = Messages.json("{'topic':'out','value':" + mapped + "}");
    assertThat(text(record(node, Messages.telemetry("{\"n\":[1E8,2.5E8]}")).value()))
        .contains("\"s\":350000000", "[100000000,250000000]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$[a.b]|{\"a.b\":1}|1",
        "$[a.b]|{\"a.b\":1,\"a\":{\"b\":2}}|1",
        "$[a.b]|{\"a\":{\"b\":2}}|2",
        "$[a[\"b\"]]|{\"a.b\":1,\"a\":{\"b\":2}}|2",
        "$[\"a.b\"]|{\"a.b\":1}|1",
        "$[\"a.b\":-none]|{\"a\":{\"b\":2}}|none",
        "$[x.a.b.y]|{\"x\":{\"a.b\":{\"y\":3}}}|3",
        "$[x[0].a.b]|{\"x\":[{\"a.b\":4}]}|4",
        "$[x[\"a.b\"].c]|{\"x\":{\"a.b\":{\"c\":5}}}|5",
        "$[\"a]b\"]|{\"a]b\":6}|6",
        "$[x[1].v]|{\"x\":[{},{\"v\":7}]}|7"
      })
  void aNameMayHoldADot(String template, String data, String expected) throws Exception {
    assertThat(render(template, data)).isEqualTo(expected);
  }

  private static ProducerRecord<byte[], byte[]> deleted(String more, String type, String... pairs)
      throws Exception {
    RuleMessage like = Messages.telemetry("{}", pairs);
    return record(
        Messages.json("{'topic':'out'," + more + "}"),
        new RuleMessage(
            like.id(), type, like.originator(), like.metadata(), like.data(), like.timestamp()));
  }

  @Test
  void aTombstoneHasAKeyAndNoValue() throws Exception {
    assertThat(deleted("'value':{'type':'tombstone'}", "ENTITY_DELETED").value()).isNull();
    String when = "'tombstoneWhen':{'messageTypes':['ENTITY_DELETED'],'metadata':{'gone':'yes'}}";
    assertThat(deleted(when, "ENTITY_DELETED").value()).isNull();
    assertThat(deleted(when, "ENTITY_DELETED").key())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(Messages.DEVICE.toString());
    assertThat(deleted(when, "POST_TELEMETRY_REQUEST", "gone", "yes").value()).isNull();
    assertThat(deleted(when, "POST_TELEMETRY_REQUEST", "gone", "no").value()).isNotNull();
    assertThat(deleted(when, "ENTITY_CREATED").value()).isNotNull();
    // What a value would need is not looked at.
    String mapped = when + ",'value':{'type':'template','template':'$[t]'}";
    assertThat(deleted(mapped, "ENTITY_DELETED").value()).isNull();
  }

  @Test
  void aTombstoneWithoutKeyIsRefused() {
    for (String more :
        List.of(
            "'key':'','value':{'type':'tombstone'}",
            "'key':'','tombstoneWhen':{'messageTypes':['ENTITY_DELETED']}")) {
      assertThatThrownBy(() -> deleted(more, "ENTITY_DELETED"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("key: is empty, and a tombstone needs a key");
    }
    assertThatThrownBy(
            () -> deleted("'key':'${k:-}','value':{'type':'tombstone'}", "ENTITY_DELETED"))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("needs a key");
    assertThatThrownBy(() -> deleted("'tombstoneWhen':{}", "ENTITY_DELETED"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("tombstoneWhen: takes no message");
  }

  @Test
  void keysHeadersAndTopicsWriteNumbersInFullAndJsonAsJson() throws Exception {
    JsonNode node =
        JSON.readTree(
            "{\"topic\":\"t-$[n]\",\"key\":\"{\\\"d\\\":\\\"${deviceName}\\\"}\","
                + "\"timestamp\":\"$[ts]\",\"partition\":{\"type\":\"expression\",\"partition\":\"$[p]\"},"
                + "\"headers\":{\"fixed\":[{\"name\":\"n\",\"value\":\"$[n]\"}],"
                + "\"from\":\"{\\\"who\\\":\\\"${deviceName}\\\",\\\"size\\\":$[n]}\"}}");
    ProducerRecord<byte[], byte[]> record =
        record(
            node, Messages.telemetry("{\"n\":1.0E8,\"ts\":1.700000000001E12,\"p\":2.0}", DEVICE));
    assertThat(record.topic()).isEqualTo("t-100000000");
    assertThat(text(record.key())).isEqualTo("{\"d\":\"Pump \\\"A\\\"\"}");
    assertThat(record.timestamp()).isEqualTo(1700000000001L);
    assertThat(text(record.headers().lastHeader("n").value())).isEqualTo("100000000");
    assertThat(text(record.headers().lastHeader("size").value())).isEqualTo("100000000");
    assertThat(text(record.headers().lastHeader("who").value())).isEqualTo("Pump \"A\"");
    assertThat(record.headers().toArray()).hasSize(3);
  }
}
