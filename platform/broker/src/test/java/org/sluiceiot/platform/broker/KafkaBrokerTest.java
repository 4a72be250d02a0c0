package org.sluiceiot.platform.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {
  @Test
  void dataAndPortsSurviveKillMinusNine() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      String servers = broker.bootstrapServers();
      String cluster;
      try (Admin admin = admin(broker)) {
        admin.createTopics(java.util.List.of(new NewTopic("kept", 2, (short) 1))).all().get();
        cluster = admin.describeCluster().clusterId().get();
      }
      broker.kill();
      assertThat(broker.process().isAlive()).isFalse();
      broker.restart();
      assertThat(broker.bootstrapServers()).isEqualTo(servers);
      try (Admin admin = admin(broker)) {
        assertThat(admin.listTopics().names().get()).contains("kept");
        assertThat(admin.describeCluster().clusterId().get()).isEqualTo(cluster);
      }
    }
  }

  @Test
  void closeLeavesNeitherProcessNorFolder() {
    KafkaBroker broker =
        KafkaBroker.start(BrokerOptions.defaults().withListener("OTHER", "PLAINTEXT"));
    assertThat(broker.bootstrapServers("OTHER")).isNotEqualTo(broker.bootstrapServers());
    Path folder = broker.log().getParent();
    assertThat(folder).exists();
    broker.close();
    assertThat(broker.process().isAlive()).isFalse();
    assertThat(folder).doesNotExist();
  }

  @Test
  void endsWhenItsParentIsKilled(@TempDir Path directory) throws Exception {
    Path pidFile = directory.resolve("pid");
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + BrokerOptions.LIBRARY + "=" + System.getProperty(BrokerOptions.LIBRARY),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                pidFile.toString())
            .inheritIO()
            .start();
    assertThat(parent.waitFor(60, TimeUnit.SECONDS)).isTrue();
    long pid = Long.parseLong(Files.readString(pidFile));
    ProcessHandle.of(pid).ifPresent(child -> child.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  /** Starts a broker and dies without any clean-up. */
  static final class Parent {
    public static void main(String[] arguments) throws IOException {
      KafkaBroker broker =
          KafkaBroker.start(
              BrokerOptions.defaults().withDirectory(Path.of(arguments[0]).resolveSibling("data")));
      Files.writeString(Path.of(arguments[0]), Long.toString(broker.process().pid()));
      Runtime.getRuntime().halt(9);
    }
  }

  @Test
  void saysWhyItDoesNotStart() {
    BrokerOptions wrong = BrokerOptions.defaults().withProperty("num.io.threads", "many");
    assertThatThrownBy(() -> KafkaBroker.start(wrong))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining("num.io.threads");
  }

  private static Admin admin(KafkaBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
