package org.sluiceiot.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.docs.Markdown.Code;

/** Every JSON example of the documentation is taken by the host. */
class DocumentedJsonTest {
  private static final Examples EXAMPLES = new Examples();
  private static final String HELP =
      "say behind the fence what it is: ```json kafka-uplink, kafka-downlink, kafka-settings or"
          + " thingsboard-uplink for a whole configuration, kafka-uplink/decoder for the value of a"
          + " property, kafka-uplink/* for some properties, decoded for what a decoder returns, record for what a dry run takes";

  /** What the default decoder takes and script decoders return. */
  private static final String DECODED = "decoded";

  /** A record as dry runs take it and the command {@code last-inputs} writes it. */
  private static final String RECORD = "record";

  @TempDir static Path folder;

  @AfterAll
  static void close() {
    EXAMPLES.close();
  }

  /** A document of another product; the test of the ThingsBoard module starts a node with it. */
  private static final String PASTED = "thingsboard-pe";

  @TestFactory
  Stream<DynamicTest> everyBlockIsTaken() {
    return Markdown.blocks().stream()
        .filter(block -> block.language().equals("json"))
        .map(block -> DynamicTest.dynamicTest(block.place(), () -> run(block)));
  }

  private static void run(Code block) throws Exception {
    if (block.kinds().isEmpty()) {
      fail(block.place() + ": nobody runs this example; " + HELP);
    }
    for (String kind : block.kinds()) {
      if (kind.equals(DECODED)) {
        decode(block);
      } else if (kind.equals(RECORD)) {
        record(block);
      } else if (kind.equals(PASTED)) {
        Examples.parse(block.text());
      } else {
        check(block, kind);
      }
    }
  }

  private static void check(Code block, String kind) {
    try {
      EXAMPLES.check(kind, block.text());
    } catch (ConfigException | JsonProcessingException e) {
      fail(block.place() + " is no " + kind + ": " + e.getMessage());
    }
  }

  /** As an uplink with the default decoder would. */
  private static void decode(Code block) throws Exception {
    Path decoder = Files.writeString(folder.resolve("decoder.json"), "{\"type\":\"thingsboard\"}");
    Path payload = Files.writeString(folder.resolve("payload.json"), block.text());
    var run =
        Distribution.run(
            folder, List.of("decode", "--decoder", decoder + "", "--payload", payload + ""));
    assertThat(run.exitCode()).as("%s: %s", block.place(), run.output()).isZero();
    assertThat(new ObjectMapper().readTree(run.output()).findValuesAsText("deviceName"))
        .as("%s: %s", block.place(), run.output())
        .isNotEmpty();
  }

  /** Every part that is given reaches the decoder. */
  private static void record(Code block) throws Exception {
    Path decoder =
        Files.writeString(
            folder.resolve("record-decoder.json"),
            "{\"type\":\"json\",\"deviceName\":\"record:key\",\"telemetry\":{\"*\":\"\"},"
                + "\"attributes\":{\"site\":\"record:header.site\"}}");
    Path record = Files.writeString(folder.resolve("record.json"), block.text());
    var run =
        Distribution.run(
            folder, List.of("decode", "--decoder", decoder + "", "--record", record + ""));
    assertThat(run.exitCode()).as("%s: %s", block.place(), run.output()).isZero();
    assertThat(run.output()).contains("SN-1", "north", "21.5");
  }

  @TestFactory
  Stream<DynamicTest> propertiesWithinALineAreOnesThatExist() {
    return Markdown.spans().stream()
        .filter(span -> span.text().matches("\"[A-Za-z]+\": .*"))
        .map(span -> DynamicTest.dynamicTest(span.place(), () -> properties(span)));
  }

  /** Of a whole type they are read; of a part of one their names must be known. */
  private static void properties(Code span) throws Exception {
    JsonNode given = Examples.parse(span.text());
    Set<String> unknown = new HashSet<>();
    given.fieldNames().forEachRemaining(unknown::add);
    for (String type : List.of("kafka-uplink", "kafka-downlink")) {
      JsonNode descriptor = Descriptors.of(type);
      Set<String> own = Descriptors.names(descriptor.path("properties"));
      boolean whole = own.containsAll(Descriptors.names(given));
      if (whole && span.place().contains(type.substring("kafka-".length()))) {
        check(span, type + "/*");
      }
      unknown.removeAll(Descriptors.allNames(descriptor));
    }
    assertThat(unknown).as(span.place()).isEmpty();
  }

  @Test
  void thereAreExamplesOfEveryType() {
    Set<String> kinds = new HashSet<>();
    Markdown.blocks().forEach(block -> kinds.addAll(block.kinds()));
    assertThat(kinds)
        .contains("kafka-uplink", "kafka-downlink", "kafka-settings", "thingsboard-uplink");
    assertThat(kinds).contains("kafka-uplink/decoder", DECODED, RECORD);
  }

  @Test
  void anExampleThatIsWrongIsNoticed() {
    assertThat(problems("kafka-uplink", "{\"topics\":[\"a\"]}")).contains("connection");
    assertThat(problems("kafka-uplink/decoder", "{\"type\":\"cbor\",\"fields\":{\"nam\":\"/a\"}}"))
        .contains("decoder.fields.nam");
    assertThat(problems("kafka-downlink/*", "\"topc\": \"x\"")).contains("topc");
    assertThat(problems("thingsboard-uplink", "{\"delivery\":\"pigeon\"}")).contains("pigeon");
    assertThat(problems("kafka-uplnk", "{}")).contains("no type");
  }

  private static String problems(String kind, String text) {
    try {
      EXAMPLES.check(kind, text);
    } catch (ConfigException | JsonProcessingException e) {
      return e.getMessage();
    }
    throw new AssertionError(text + " is taken as " + kind);
  }
}
