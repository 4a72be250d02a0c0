package org.sluiceiot.kafka.decode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
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
