package org.sluiceiot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.endtoend.Distribution.Printed;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;

/**
 * Every command of the distribution ends with 0 when it is done, 1 when the work failed, 2 when it
 * was called or configured wrongly, and says why in words. That {@code demo} and {@code loops} end
 * with 0 is seen by the tests that run a host; {@code run} ends by a signal only.
 */
@ExtendWith(BrokerExtension.class)
class ExitCodesTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws Exception {
    write("payload.json", "{'id':7}");
    write("not-json", "{'id':s3cret");
    write("decoder.json", "{'type':'json','deviceName':'/id','telemetry':{'*':''}}");
    write("no-such-decoder.json", "{'type':'jsn'}");
    write("other-payload.json", "{");
    write("nobody.json", connection("127.0.0.1:1"));
    write("no-brokers.json", "{'connection':{}}");
    write("letters.json", uplink("127.0.0.1:1"));
    write("a-file", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "demo", "loops", "check", "decode", "redrive"})
  void everyCommandExplainsItself(String command) throws Exception {
    Printed told = sluice((command + " --help").strip());
    assertThat(told.code()).as(told.toString()).isZero();
    assertThat(told.out()).startsWith(("Usage: sluice " + command).strip()).contains("--help");
    assertThat(told.error()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "run --nonsense",
        "run --port many",
        "run --port 70000",
        "run --max-nodes 0",
        "run --trusted-proxies here",
        "run --tls-key a-file",
        "demo --nonsense",
        "demo --devices 0",
        "demo --for soon",
        "demo --port -1",
        "loops --nonsense",
        "loops --format png --password=x",
        "loops --url nowhere:: --password=x",
        "loops --url ftp://127.0.0.1 --password=x",
        "check",
        "check --nonsense",
        "check nobody.json nobody.json",
        "check nobody.json --read",
        "decode",
        "decode --nonsense",
        "decode --decoder",
        "decode --payload payload.json",
        "decode --decoder decoder.json",
        "decode --decoder decoder.json --converter decoder.json --payload payload.json",
        "decode --library . --language perl",
        "redrive",
        "redrive --nonsense",
        "redrive letters.json letters.json",
        "redrive letters.json --max 0",
      })
  void wrongUsageEndsWithTwo(String command) throws Exception {
    refused(command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --data a-file",
        "run --data d --database-url nonsense",
        "run --data d --plugins a-file",
        "demo --for 1s with -Dsluice.broker.library=nowhere",
        "loops",
        "check missing.json",
        "check not-json",
        "check no-brokers.json",
        "decode --decoder missing.json --payload payload.json",
        "decode --decoder not-json --payload payload.json",
        "decode --decoder no-such-decoder.json --payload payload.json",
        "decode --decoder decoder.json --payload missing.json",
        "decode --decoder decoder.json --payload payload.json --record not-json",
        "decode --library missing",
        "redrive missing.json",
        "redrive not-json",
        "redrive no-brokers.json",
        "redrive nobody.json",
      })
  void aWrongConfigurationEndsWithTwo(String command) throws Exception {
    refused(command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --data d --database-url jdbc:postgresql://127.0.0.1:1/none",
        "loops --url http://127.0.0.1:1 --password=x",
        "check nobody.json",
        "decode --decoder decoder.json --payload other-payload.json",
        "redrive letters.json",
      })
  void workThatFailsEndsWithOne(String command) throws Exception {
    Printed told = sluice(command);
    assertThat(told.code()).as(told.toString()).isEqualTo(1);
    assertThat(told.error() + told.out()).isNotBlank();
    inWords(told);
  }

  @Test
  void whatIsDoneEndsWithZero(TestBroker broker) throws Exception {
    String letters = broker.createTopic(1);
    write("check.json", connection(broker.bootstrapServers()));
    write("redrive.json", uplink(broker.bootstrapServers()));
    for (String command :
        List.of(
            "check check.json --read " + letters,
            "decode --decoder decoder.json --payload payload.json",
            "redrive redrive.json --max 1 --topic " + letters)) {
      Printed told = sluice(command);
      assertThat(told.code()).as(told.toString()).isZero();
      assertThat(told.out()).isNotBlank();
    }
  }

  private void refused(String command) throws Exception {
    Printed told = sluice(command);
    assertThat(told.code()).as(told.toString()).isEqualTo(2);
    assertThat(told.error()).isNotBlank();
    inWords(told);
  }

  private static void inWords(Printed told) {
    assertThat(told.error() + told.out())
        .doesNotContain("\tat ", "s3cret")
        .doesNotContainPattern("\\b(java|org|com|io)\\.[a-z]+\\.\\w*\\.?\\w*Exception");
  }

  /** Runs it in the folder of the files; behind {@code with} stands an option of the JVM. */
  private Printed sluice(String command) throws Exception {
    String[] parts = command.split(" with ");
    List<String> words =
        Arrays.stream(parts[0].split(" ")).filter(word -> !word.isEmpty()).map(this::file).toList();
    List<String> jvm = parts.length == 1 ? List.of() : List.of(parts[1]);
    return Distribution.run(jvm, Map.of(), words.toArray(String[]::new));
  }

  private String file(String word) {
    boolean named = word.endsWith(".json") || word.equals("not-json") || word.equals("a-file");
    boolean made = word.equals("d") || word.equals("missing") || word.equals(".");
    return word.startsWith("-") || !named && !made ? word : folder.resolve(word).toString();
  }

  private void write(String name, String json) throws Exception {
    Files.writeString(folder.resolve(name), json.replace('\'', '"'));
  }

  private static String connection(String bootstrapServers) {
    return "{'connection':{'bootstrapServers':'%s'}}".formatted(bootstrapServers);
  }

  private static String uplink(String bootstrapServers) {
    return ("{'connection':{'bootstrapServers':'%s'},'topics':['t'],'groupId':'g',"
            + "'decoder':{'type':'json','deviceName':'/id','telemetry':{'*':''}}}")
        .formatted(bootstrapServers);
  }
}
