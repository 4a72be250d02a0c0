package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.fixtures.CommandRun;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.cli.DecodeCommand;
import org.sluiceiot.kafka.decode.dryrun.RecordForm;
import org.sluiceiot.kafka.guard.LoopGuard;

/** REST, page and command line take one form of a record and give one answer. */
class OneDryRunTest {
  private static final String HEADERS =
      "{'type':'json','deviceName':'record:header.dev','telemetry':{'*':''},"
          + "'attributes':{'k':'record:key','at':'record:timestamp','t':'record:topic'}}";
  private static final String SCRIPT =
      "{'type':'javascript','script':'var a = 1;\\nreturn {deviceName: metadata[\\u0022kafka.in.key\\u0022], "
          + "telemetry: JSON.parse(String.fromCharCode.apply(String, payload))};'}";

  @TempDir Path directory;
  private CommandRun done;

  private JsonNode uplink(String decoder, JsonNode form) throws Exception {
    JsonNode config = Uplinks.config("127.0.0.1:1", "{'topics':['a'],'decoder':" + decoder + "}");
    return new KafkaUplink(new LoopGuard()).dryRun(new FakeIntegrationContext(), config, form);
  }

  private int command(String decoder, JsonNode form) throws Exception {
    Path config = Files.writeString(directory.resolve("d"), Uplinks.json(decoder).toString());
    Path record = Files.writeString(directory.resolve("r"), form.toString());
    done =
        CommandRun.of(
            new DecodeCommand(), "--decoder", config.toString(), "--record", record.toString());
    return done.code();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'topic':'x','key':'k','timestamp':1700000000001,'text':'{\\u0022n\\u0022:1}',"
            + "'headers':[{'name':'dev','value':'old'},{'name':'dev','value':'d1'}]}",
        "{'topic':'x','key':{'base64':'aw=='},'timestamp':1700000000001,'payload':'eyJuIjoxfQ==',"
            + "'headers':{'dev':{'base64':'ZDE='}}}"
      })
  void theSameRecordGivesTheSameAnswer(String form) throws Exception {
    JsonNode record = Uplinks.json(form);
    JsonNode answer = uplink(HEADERS, record);
    JsonNode expected =
        Uplinks.json(
            "[{'deviceName':'d1','deviceType':'default','attributes':{'k':'k',"
                + "'at':1700000000001,'t':'x'}}]");
    assertThat(answer.path("route").asText()).isEqualTo("0");
    ObjectNode found = answer.at("/output/0").deepCopy();
    assertThat(found.remove("telemetry").findValuesAsText("n")).containsExactly("1");
    assertThat(found).isEqualTo(expected.get(0));
    assertThat(answer.path("entities")).isEqualTo(answer.path("output"));
    assertThat(command(HEADERS, record)).isZero();
    assertThat(JsonPayload.MAPPER.readTree(done.out()))
        .hasToString(answer.path("output").toString());
  }

  @Test
  void aScriptsOwnResultAndItsEntitiesAreBothThere() throws Exception {
    JsonNode record = Uplinks.json("{'key':'k','text':'{\\u0022n\\u0022:1}'}");
    JsonNode answer = uplink(SCRIPT, record);
    assertThat(answer.path("output"))
        .isEqualTo(Uplinks.json("{'deviceName':'k','telemetry':{'n':1}}"));
    assertThat(answer.at("/entities/0/deviceType").asText()).isEqualTo("default");
    assertThat(command(SCRIPT, record)).isZero();
    assertThat(JsonPayload.MAPPER.readTree(done.out()))
        .hasToString(answer.path("output").toString());
    JsonNode nameless = Uplinks.json("{'text':'{\\u0022n\\u0022:1}'}");
    assertThat(uplink(SCRIPT, nameless).path("error").asText()).contains("deviceName");
    assertThat(uplink(SCRIPT, nameless).has("output")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'json','deviceName':'/d'}",
        "{'type':'javascript','script':'\\n  return nope.x;'}"
      })
  void lineAndColumnAreInBoth(String decoder) throws Exception {
    JsonNode record = Uplinks.json("{'text':'{\\n\\u0022d\\u0022 1}'}");
    JsonNode answer = uplink(decoder, record);
    assertThat(answer.path("line").asInt()).isEqualTo(2);
    // A script's engine does not always know the column.
    assertThat(answer.path("column").asInt() > 0).isEqualTo(decoder.contains("json"));
    assertThat(command(decoder, record)).isEqualTo(1);
    assertThat(done.error().strip()).isEqualTo(answer.path("error").asText().strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'payload':'?'}",
        "{'payload':7}",
        "{'text':'a','payload':'YQ=='}",
        "{'key':{'base64':'?'}}",
        "{'key':['a']}",
        "{'headers':[{'value':'x'}]}",
        "{'headers':'x'}",
        "{'timestamp':'soon'}"
      })
  void whatIsNotOfTheFormIsNamedInBoth(String form) throws Exception {
    String error = uplink(HEADERS, Uplinks.json(form)).path("error").asText();
    String place = Uplinks.json(form).fieldNames().next();
    assertThat(error).startsWith(place).doesNotContain("Exception");
    JsonNode record = Uplinks.json(form);
    if (!record.has("payload") && !record.has("text")) {
      ((ObjectNode) record).put("text", "");
    }
    assertThat(command(HEADERS, record)).isEqualTo(1);
    assertThat(done.error()).contains(error);
  }

  @Test
  void aRecordIsWrittenWithoutLoss() throws Exception {
    byte[] binary = {(byte) 0xff, 0, 1};
    SourceRecord record =
        new SourceRecord(
            "t",
            3,
            7,
            binary,
            binary,
            List.of(
                new SourceRecord.Header("a", "\u00e4".getBytes(StandardCharsets.UTF_8)),
                new SourceRecord.Header("a", binary),
                new SourceRecord.Header("n", null)),
            Instant.ofEpochMilli(5),
            "append");
    JsonNode form = RecordForm.write(record);
    assertThat(form.at("/headers/0/value").asText()).isEqualTo("\u00e4");
    assertThat(form.at("/headers/1/value/base64").asText()).isEqualTo("/wAB");
    assertThat(RecordForm.read(form)).usingRecursiveComparison().isEqualTo(record);
    SourceRecord empty = new SourceRecord("t", 0, 0, null, null, List.of(), null, "undefined");
    assertThat(RecordForm.read(RecordForm.write(empty)))
        .usingRecursiveComparison()
        .isEqualTo(empty);
  }
}
