package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.CommandRun;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;

/** {@code sluice redrive}, as it is called on the command line. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class RedriveCommandTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private CommandRun done;

  private int run(String... arguments) {
    done = CommandRun.of(new RedriveCommand(), arguments);
    return done.code();
  }

  private String printed() {
    return done.out().strip();
  }

  private String complained() {
    return done.error().strip();
  }

  @Test
  void deadLettersGoBackToWhereTheyCameFrom(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    String letters = broker.createTopic(TestBroker.uniqueName("letters"), 1);
    String json = "{'topics':['%s'],'failures':{'deadLetterTopic':'%s'}}".formatted(topic, letters);
    for (String value : List.of("not JSON", "neither", "nor this")) {
      broker.produce(topic, "k", value);
    }
    try (Uplinks uplink = Uplinks.start(broker, new FakeIntegrationContext(), json)) {
      uplink.awaitCount("dead.lettered", 3);
    }
    Path file = folder.resolve("uplink.json");
    Files.writeString(file, Uplinks.config(broker.bootstrapServers(), json).toString());

    assertThat(run(file.toString(), "--max", "2")).as(this::complained).isZero();
    assertThat(printed()).isEqualTo("sent again 2, passed over 0");
    assertThat(run(file.toString(), "--topic", letters)).isZero();
    assertThat(printed()).isEqualTo("sent again 1, passed over 0");
    assertThat(run(file.toString())).isZero();
    assertThat(printed()).isEqualTo("sent again 0, passed over 0");
    assertThat(broker.consume(topic, 6, PATIENCE).subList(3, 6))
        .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
        .containsExactly("not JSON", "neither", "nor this");
  }

  @Test
  void whatCannotBeDoneIsSaid() throws Exception {
    assertThat(run()).isEqualTo(2);
    assertThat(complained()).contains("CONFIG.json", "Usage:");
    assertThat(run(folder.resolve("none.json").toString())).isEqualTo(2);
    assertThat(complained()).contains("none.json");
    Path file = folder.resolve("uplink.json");
    Files.writeString(file, Uplinks.config("127.0.0.1:9", "{'topics':['t']}").toString());
    assertThat(run(file.toString())).isEqualTo(2);
    assertThat(complained()).startsWith("--topic is missing");
    assertThat(run(file.toString(), "--max", "0")).isEqualTo(2);
    assertThat(complained()).startsWith("--max needs a whole number above 0");
    Files.writeString(file, "{\"topics\":[]}");
    assertThat(run(file.toString(), "--topic", "x")).isEqualTo(2);
    assertThat(complained()).contains("connection");
    assertThat(run("--help")).isZero();
    assertThat(printed()).startsWith("Usage: redrive");
  }
}
