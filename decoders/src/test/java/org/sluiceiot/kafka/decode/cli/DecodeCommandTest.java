package org.sluiceiot.kafka.decode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.plugin.SluicePlugin;
import org.sluiceiot.fixtures.CommandRun;
import org.sluiceiot.kafka.decode.Records;

class DecodeCommandTest {
  @TempDir Path directory;
  private CommandRun done;
  private Path payload;

  @BeforeEach
  void writePayload() throws IOException {
    payload = write("in.json", "{\"id\":7}");
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String converter(String language, String script) {
    return "{\"type\":\"UPLINK\",\"configuration\":{\"scriptLang\":\"%s\",\"%s\":%s}}"
        .formatted(
            language, language.equals("JS") ? "decoder" : "tbelDecoder", TextNode.valueOf(script));
  }

  private int run(Object... arguments) {
    done =
        CommandRun.of(
            new DecodeCommand(),
            Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    return done.code();
  }

  private JsonNode printed() {
    return Records.json(done.out());
  }

  @Test
  void printsWhatADeclarativeDecoderYields() throws Exception {
    Path decoder =
        write(
            "decoder.json",
            "{\"type\":\"json\",\"deviceName\":\"/id\",\"telemetry\":{\"*\":\"\"},"
                + "\"attributes\":{\"t\":\"record:topic\"}}");
    Path record = write("record.json", "{\"topic\":\"a.b\"}");
    assertThat(run("--decoder", decoder, "--payload", payload, "--record", record)).isZero();
    assertThat(printed())
        .isEqualTo(
            Records.json(
                "[{\"deviceName\":\"7\",\"deviceType\":\"default\",\"attributes\":{\"t\":\"a.b\"},"
                    + "\"telemetry\":[{\"id\":7}]}]"));
  }

  @Test
  void printsTheOutputOfAConverter() throws Exception {
    String script =
        "return {deviceName: 'a' + JSON.parse(String.fromCharCode.apply(String, payload)).id,"
            + " deviceType: metadata.kind};";
    Path converter = write("c.json", converter("JS", script));
    Path metadata = write("m.json", "{\"kind\":\"meter\",\"n\":1,\"none\":null}");
    assertThat(run("--converter", converter, "--payload=" + payload, "--metadata", metadata))
        .isZero();
    assertThat(printed())
        .isEqualTo(Records.json("{\"deviceName\":\"a7\",\"deviceType\":\"meter\"}"));
  }

  @Test
  void saysWhereAScriptFails() throws Exception {
    Path wrong = write("c.json", converter("JS", "var a = 1;\nreturn nope.x;"));
    assertThat(run("--converter", wrong, "--payload", payload)).isEqualTo(1);
    assertThat(done.error()).contains("line 2").contains("nope");
    Path broken = write("d.json", converter("TBEL", "var a = (1;\nreturn a;"));
    assertThat(run("--converter", broken, "--payload", payload)).isEqualTo(2);
    assertThat(done.error()).containsIgnoringCase("line");
  }

  @Test
  void brokenResultRulesAreNamed() throws Exception {
    Path converter = write("c.json", converter("TBEL", "return {\"deviceType\": \"x\"};"));
    assertThat(run("--converter", converter, "--payload", payload)).isEqualTo(1);
    assertThat(done.error()).contains("neither deviceName nor assetName");
  }

  @Test
  void runsALibraryAndReports() throws Exception {
    String script = "return {deviceName: 'x', telemetry: {ts: Date.now(), values: {n: 1}}};";
    write("lib/good/converter.json", converter("JS", script));
    write("lib/good/payload.json", "{}");
    write(
        "lib/good/result.json",
        "{\"telemetry\":{\"values\":{\"n\":1.0},\"ts\":1684474415641},\"deviceName\":\"x\"}");
    write("lib/good/payload_1.json", "{}");
    write("lib/bad/converter.json", converter("TBEL", "return {\"deviceName\": metadata.n};"));
    write("lib/bad/metadata.json", "{\"n\":\"y\"}");
    for (String suffix : List.of("_1", "_2")) {
      write("lib/bad/payload" + suffix + ".json", "{}");
    }
    write("lib/bad/result_1.json", "{\"deviceName\":\"y\"}");
    write("lib/bad/result_2.json", "{\"deviceName\":\"z\"}");
    Path report = directory.resolve("report.json");
    assertThat(run("--library", directory.resolve("lib"), "--report", report)).isEqualTo(1);
    String text = done.out();
    assertThat(text)
        .contains("FAILED bad/payload_2.json (tbel)")
        .contains("/deviceName: expected \"z\", got \"y\"")
        .contains("3 cases: 2 passed, 1 failed");
    JsonNode json = Records.json(Files.readString(report));
    assertThat(json.get("passed").asInt()).isEqualTo(2);
    assertThat(json.at("/outcomes/1/differences/0/path").asText()).isEqualTo("/deviceName");
    assertThat(run("--library", directory.resolve("lib"), "--language", "js")).isZero();
    assertThat(run("--library", directory.resolve("lib"), "--filter", "good")).isZero();
    assertThat(run("--library", directory.resolve("lib"), "--filter", "nothing")).isEqualTo(1);
  }

  @Test
  void theRecordKeepsKeyHeadersAndTime() throws Exception {
    Path decoder =
        write(
            "decoder.json",
            "{\"type\":\"json\",\"deviceName\":\"record:key\",\"attributes\":{"
                + "\"a\":\"record:header.a\",\"b\":\"record:header.b\",\"at\":\"record:timestamp\"}}");
    String rest = "\"topic\":\"t\",\"timestamp\":1700000000001,\"key\":{\"base64\":\"ZDE=\"},";
    for (String headers :
        List.of(
            "\"headers\":[{\"name\":\"a\",\"value\":\"x\"},{\"name\":\"b\",\"value\":{\"base64\":\"eQ==\"}}]",
            "\"headers\":{\"a\":\"x\",\"b\":{\"base64\":\"eQ==\"}}")) {
      Path record = write("record.json", "{" + rest + headers + "}");
      assertThat(run("--decoder", decoder, "--payload", payload, "--record", record)).isZero();
      assertThat(printed().at("/0/deviceName").asText()).isEqualTo("d1");
      assertThat(printed().at("/0/attributes"))
          .isEqualTo(Records.json("{\"a\":\"x\",\"b\":\"y\",\"at\":1700000000001}"));
    }
  }

  @Test
  void aRecordMayBringItsPayload() throws Exception {
    Path decoder = write("decoder.json", "{\"type\":\"json\",\"deviceName\":\"/id\"}");
    for (String value : List.of("\"text\":\"{\\\"id\\\":5}\"", "\"payload\":\"eyJpZCI6NX0=\"")) {
      Path record = write("record.json", "{" + value + "}");
      assertThat(run("--decoder", decoder, "--record", record)).isZero();
      assertThat(printed().at("/0/deviceName").asText()).isEqualTo("5");
    }
    Path wrong =
        write("record.json", "{\"payload\":\"?\",\"key\":{\"base64\":\"?\"},\"headers\":7}");
    assertThat(run("--decoder", decoder, "--record", wrong)).isEqualTo(1);
    assertThat(done.error())
        .contains("payload: is not base64")
        .contains("key: is not base64")
        .contains("headers: is neither a list nor an object");
  }

  @Test
  void aLibraryAppliesTheRulesAndPassesDownlinksOver() throws Exception {
    String iso =
        "return {deviceName: 'x', telemetry: {ts: '2023-11-14T22:13:20Z', values: {n: 1}}};";
    write("lib/iso/converter.json", converter("JS", iso));
    write("lib/iso/payload.json", "{}");
    write(
        "lib/iso/result.json",
        "{\"deviceName\":\"x\",\"telemetry\":{\"ts\":\"2023-11-14T22:13:20Z\",\"values\":{\"n\":1}}}");
    write("lib/nameless/converter.json", converter("TBEL", "return {\"telemetry\": {\"n\": 1}};"));
    write("lib/nameless/payload.json", "{}");
    write("lib/nameless/result.json", "{\"telemetry\":{\"n\":1}}");
    write("lib/time/converter.json", converter("JS", iso.replace("2023-11-14T22:13:20Z", "soon")));
    write("lib/time/payload.json", "{}");
    write(
        "lib/time/result.json",
        "{\"deviceName\":\"x\",\"telemetry\":{\"ts\":\"soon\",\"values\":{\"n\":1}}}");
    write(
        "lib/down/converter.json", "{\"type\":\"DOWNLINK\",\"configuration\":{\"encoder\":\"x\"}}");
    write("lib/down/payload.json", "{}");
    write("lib/down/result.json", "{}");
    Path report = directory.resolve("report.json");
    assertThat(run("--library", directory.resolve("lib"), "--report", report)).isEqualTo(1);
    assertThat(done.out())
        .contains("FAILED nameless/payload.json (tbel)")
        .contains("neither deviceName nor assetName")
        .contains("FAILED time/payload.json (js)")
        .contains("telemetry.ts: is not a time")
        .contains("3 cases: 1 passed, 2 failed")
        .contains("js: 2 cases: 1 passed, 1 failed")
        .contains("tbel: 1 cases: 0 passed, 1 failed")
        .contains("1 downlink converters passed over");
    JsonNode json = Records.json(Files.readString(report));
    assertThat(json.at("/languages/js/passed").asInt()).isEqualTo(1);
    assertThat(json.get("downlinksPassedOver").asInt()).isEqualTo(1);
  }

  @Test
  void aLongRunTellsHowFarItIs() {
    long[] now = {0};
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(err, true, StandardCharsets.UTF_8);
    LibraryProgress progress = new LibraryProgress(to, () -> now[0]);
    progress.done(1, 9);
    now[0] = 2_000_000_000L;
    progress.done(5, 9);
    progress.done(6, 9);
    assertThat(err.toString(StandardCharsets.UTF_8).strip()).isEqualTo("5 of 9 folders");
  }

  @Test
  void aTypedConverterIsRefusedInClearWords() throws Exception {
    String script = "\"scriptLang\":\"TBEL\",\"tbelDecoder\":\"return {};\"";
    for (String typed :
        List.of(
            "{\"type\":\"UPLINK\",\"converterVersion\":2,\"configuration\":{" + script + "}}",
            "{\"type\":\"UPLINK\",\"configuration\":{\"name\":\"Meter $eui\"," + script + "}}",
            "{\"configuration\":{\"type\":\"DEVICE\",\"profile\":\"$p\"," + script + "}}")) {
      assertThat(run("--converter", write("c.json", typed), "--payload", payload)).isEqualTo(2);
      assertThat(done.error())
          .contains("converter: is a typed converter (version 2)")
          .contains("LoRaWAN")
          .contains("generic converter");
    }
    String generic =
        "{\"type\":\"UPLINK\",\"converterVersion\":1,\"configuration\":{\"name\":null,"
            + script.replace("{}", "{deviceName: 'a'}")
            + "}}";
    assertThat(run("--converter", write("c.json", generic), "--payload", payload)).isZero();
  }

  @Test
  void explainsItself() {
    assertThat(run("--help")).isZero();
    assertThat(done.out()).contains("--library");
    assertThat(run()).isEqualTo(2);
    assertThat(run("--what")).isEqualTo(2);
    assertThat(run("--decoder")).isEqualTo(2);
    assertThat(run("--payload", payload)).isEqualTo(2);
    assertThat(run("--library", ".", "--language", "perl")).isEqualTo(2);
  }

  @Test
  void isAnnounced() {
    assertThat(ServiceLoader.load(SluicePlugin.class).stream().map(p -> p.get().commands()))
        .anyMatch(all -> all.stream().anyMatch(DecodeCommand.class::isInstance));
  }
}
