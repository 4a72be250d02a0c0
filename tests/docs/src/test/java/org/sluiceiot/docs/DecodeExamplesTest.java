package org.sluiceiot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.docs.Distribution.Run;

/** The documented ways to try a decoder, on the documented decoders. */
class DecodeExamplesTest {
  private static final String PAYLOAD =
      "{\"at\":1700000000000,\"meters\":[{\"id\":\"m-1\",\"readings\":[{\"kwh\":1},{\"kwh\":2}],"
          + "\"values\":{\"volt\":230}}]}";

  @TempDir Path folder;

  @Test
  void everyDocumentedWayDecodes() throws Exception {
    write("decoder.json", documented("docs/decoders.md", "kafka-uplink/decoder"));
    write("payload.json", PAYLOAD);
    write("metadata.json", "{\"site\":\"north\"}");
    write("record.json", new ObjectMapper().createObjectNode().put("text", PAYLOAD).toString());
    write("converter.json", resource("converter.json"));
    write("DIR/Milesight/AM100/converter.json", resource("converter.json"));
    write("DIR/Milesight/AM100/payload.json", PAYLOAD);
    write("DIR/Milesight/AM100/result.json", resource("result.json"));
    List<String> commands =
        Markdown.blocks().stream()
            .flatMap(block -> CommandWords.lines(block).stream())
            .filter(line -> line.matches("(\\./)?sluice decode .*"))
            .toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
    for (String command : commands) {
      List<String> words = new ArrayList<>(Arrays.asList(command.split("\\s+")));
      Run run = Distribution.run(folder, words.subList(1, words.size()));
      assertThat(run.exitCode()).as("%s: %s", command, run.output()).isZero();
    }
    assertThat(new ObjectMapper().readTree(folder.resolve("report.json").toFile()).toString())
        .contains("AM100");
  }

  @Test
  void theDocumentedMappingSaysWhatThePageSaysOfIt() throws Exception {
    write("decoder.json", documented("docs/decoders.md", "kafka-uplink/decoder"));
    write("payload.json", PAYLOAD);
    write("metadata.json", "{\"site\":\"north\"}");
    Run run =
        Distribution.run(
            folder,
            List.of(
                "decode",
                "--decoder",
                "decoder.json",
                "--payload",
                "payload.json",
                "--metadata",
                "metadata.json"));
    assertThat(run.output()).contains("m-1", "kwh", "volt", "1700000000000", "north");
  }

  private void write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** The first block of a page that is of a kind. */
  private static String documented(String page, String kind) {
    return Markdown.blocks().stream()
        .filter(block -> block.place().startsWith(page) && block.kinds().contains(kind))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static String resource(String name) throws Exception {
    return Files.readString(Path.of("src", "test", "resources", name));
  }
}
