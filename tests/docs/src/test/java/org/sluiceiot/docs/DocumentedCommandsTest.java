package org.sluiceiot.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sluiceiot.docs.Markdown.Code;

/** Every command of the documentation exists, with each of its options. */
class DocumentedCommandsTest {
  private static final Set<String> JSON_OR_COMMANDS = Set.of("json", "sh", "console");

  /** Shown, not typed: a diagram, or what a program prints. */
  private static final Set<String> SHOWN = Set.of("mermaid", "text");

  private static final CommandWords WORDS = new CommandWords();

  @Test
  void everyBlockSaysWhatItIs() {
    List<String> unknown =
        Markdown.blocks().stream()
            .filter(block -> !JSON_OR_COMMANDS.contains(block.language()))
            .filter(block -> !SHOWN.contains(block.language()))
            .map(block -> block.place() + " '" + block.info() + "'")
            .toList();
    assertThat(unknown)
        .as("blocks that nobody runs; begin them with ```json, ```sh or ```console, or ```text")
        .isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> everyCommandExists() {
    List<Code> commands = new ArrayList<>();
    for (Code block : Markdown.blocks()) {
      for (String line : CommandWords.lines(block)) {
        commands.add(new Code(block.place(), "", line));
      }
    }
    assertThat(commands).hasSizeGreaterThan(10);
    Markdown.spans().stream().filter(CommandWords::isCommand).forEach(commands::add);
    return commands.stream()
        .map(code -> DynamicTest.dynamicTest(code.place() + " " + code.text(), () -> check(code)));
  }

  private static void check(Code code) {
    String problem = WORDS.problem(code.text());
    if (problem != null) {
      fail(code.place() + ": '" + code.text() + "': " + problem);
    }
  }

  @Test
  void aCommandThatIsWrongIsNoticed() {
    assertThat(WORDS.problem("./sluice demo --for 30s   # a while")).isNull();
    assertThat(WORDS.problem("sluice decoed --payload x")).contains("decoed");
    assertThat(WORDS.problem("sluice redrive C.json [--maximum COUNT]")).contains("--maximum");
    assertThat(WORDS.problem("./sluice run --max")).contains("--max");
    assertThat(WORDS.problem("mvn verify -pl tests/nowhere -am")).contains("tests/nowhere");
    assertThat(WORDS.problem("mvn verify -Pnoprofile")).contains("noprofile");
    assertThat(WORDS.problem("npm run missing")).contains("missing");
    assertThat(WORDS.problem("curl -s $host/api/nothing")).contains("/api/nothing");
    assertThat(WORDS.problem("frobnicate --now")).contains("frobnicate");
  }

  @Test
  void aBlockWithoutACommandIsNoticed() {
    var blocks =
        Markdown.blocks("x.md", "```sh\n# only a remark\n```\n```console\nno prompt\n```\n");
    assertThat(blocks).extracting(CommandWords::lines).containsOnly(List.of());
  }
}
