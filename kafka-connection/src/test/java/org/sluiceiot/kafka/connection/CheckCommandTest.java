package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.api.plugin.SluicePlugin;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;

@ExtendWith(BrokerExtension.class)
class CheckCommandTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void isOfferedByThePlugin() {
    assertThat(ServiceLoader.load(SluicePlugin.class).stream().map(ServiceLoader.Provider::get))
        .anyMatch(
            plugin ->
                plugin.commands().stream().map(Command::name).toList().contains("check")
                    && plugin.settings().orElseThrow() == KafkaSettings.class);
  }

  @Test
  void tellsEveryLayer(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    Path file =
        file("{\"connection\":{\"bootstrapServers\":\"" + broker.bootstrapServers() + "\"}}");
    // The first use of any group makes the broker create the topic of offsets.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(run(file.toString(), "--read", topic, "--group", "g")).isZero();
              assertThat(out.toString(StandardCharsets.UTF_8))
                  .contains("OK       dns", "OK       topic", "OK       group", broker.clusterId());
            });
    assertThat(run(file.toString(), "--write", "nowhere")).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("FAILED   topic          topic 'nowhere' does not exist");
  }

  @Test
  void tellsWrongUsageAndWrongConfiguration() throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(run()).isEqualTo(2);
    assertThat(run("a", "b")).isEqualTo(2);
    assertThat(run("a", "--read")).isEqualTo(2);
    assertThat(run("--unknown", "x")).isEqualTo(2);
    assertThat(run(directory.resolve("missing").toString())).isEqualTo(2);
    assertThat(run(file("{\"bootstrapServers\":\"x\"}").toString())).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("bootstrapServers: 'x' is not");
  }

  private Path file(String json) throws Exception {
    return Files.writeString(directory.resolve("connection.json"), json);
  }

  private int run(String... arguments) {
    return new CheckCommand()
        .run(Arrays.asList(arguments), new PrintStream(out, true), new PrintStream(err, true));
  }
}
