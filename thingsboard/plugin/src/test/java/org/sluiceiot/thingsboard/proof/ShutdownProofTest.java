package org.sluiceiot.thingsboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;

/** ThingsBoard ends without destroying nodes: what they hold gets its outcome all the same. */
@ExtendWith(BrokerExtension.class)
class ShutdownProofTest {
  @Test
  void everyMessageGetsItsOutcomeWhenTheProcessEnds(TestBroker broker) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Forgotten.class.getName(),
            broker.bootstrapServers(),
            broker.createTopic(2));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(output).contains("outcomes " + Forgotten.MESSAGES);
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
