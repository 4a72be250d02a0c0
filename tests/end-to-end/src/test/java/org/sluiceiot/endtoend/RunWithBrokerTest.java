package org.sluiceiot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice run --with-broker}: a host for whoever has no Kafka. */
class RunWithBrokerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  @TempDir Path folder;

  private BrokerHost start(int port) {
    return BrokerHost.start(
        folder.resolve("data"), "--port", "0", "--with-broker", "--broker-port", "" + port);
  }

  @Test
  void recordsAndConfigurationAreThereAfterKillAndRestart() throws Exception {
    int port = BrokerHost.freePort();
    String password;
    TenantSite site;
    try (BrokerHost host = start(port)) {
      String servers = host.awaitLine("Apache Kafka serves (127.0.0.1:\\d+)");
      assertThat(servers).isEqualTo("127.0.0.1:" + port);
      password = host.awaitLine("password (\\S+)");
      site = TenantSite.create(host.operator(password), "site", true);
      send(servers, "meters", 100);
      site.startUplink("meters", servers, "meters");
      awaitPoints(site, 100);
      ProcessHandle broker = host.brokerProcess();
      host.kill();
      assertEnds(broker);
    }
    try (BrokerHost host = start(port)) {
      TenantSite again = site.with(host.operator(password));
      send("127.0.0.1:" + port, "meters", 50);
      awaitPoints(again, 150);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
        assertThat(admin.listTopics().names().get()).contains("meters");
      }
    }
  }

  @Test
  void endsWithTheHost() {
    BrokerHost host = start(BrokerHost.freePort());
    host.awaitLine("Sluice serves (\\S+)");
    ProcessHandle broker = host.brokerProcess();
    host.close();
    assertEnds(broker);
    assertThat(host.text()).doesNotContain("not closed in order", "ended by itself");
  }

  @Test
  void aBrokerThatDiesIsStartedAgain() throws Exception {
    try (BrokerHost host = start(BrokerHost.freePort())) {
      host.awaitLine("Sluice serves (\\S+)");
      ProcessHandle broker = host.brokerProcess();
      broker.destroyForcibly();
      host.awaitLine("(Apache Kafka has ended by itself)");
      String servers = host.awaitLine("Apache Kafka serves (\\S+) again");
      send(servers, "after", 1);
      assertThat(host.brokerProcess().pid()).isNotEqualTo(broker.pid());
    }
  }

  @Test
  void aSecondHostOnTheSameDataIsRefused() {
    try (BrokerHost first = start(BrokerHost.freePort())) {
      first.awaitLine("Sluice serves (\\S+)");
      BrokerHost second = start(BrokerHost.freePort());
      assertThat(second.code()).isEqualTo(2);
      assertThat(second.text())
          .startsWith(
              "sluice run: another host runs on the data in '%s': stop that one first, or give this"
                      .formatted(folder.resolve("data"))
                  + " one a directory of its own with --data");
    }
  }

  @Test
  void takenPortsAreNamedWithTheOptionThatHelps() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      BrokerHost broker = start(taken.getLocalPort());
      assertThat(broker.code()).isEqualTo(2);
      assertThat(broker.text())
          .contains("port " + taken.getLocalPort() + " of 127.0.0.1 is taken", "--broker-port")
          .doesNotContain("\tat ");
      BrokerHost page =
          BrokerHost.start(folder.resolve("other"), "--port", "" + taken.getLocalPort());
      assertThat(page.code()).isEqualTo(2);
      assertThat(page.text()).contains("cannot serve on port", "--port").doesNotContain("\tat ");
    }
  }

  @Test
  void whoHasNoKafkaIsToldOfIt() {
    try (BrokerHost host = BrokerHost.start(folder.resolve("data"), "--port", "0")) {
      host.awaitLine("Sluice serves (\\S+)");
      assertThat(host.text()).contains("No Kafka at hand?", "--with-broker");
    }
  }

  private static void send(String servers, String topic, int count) throws Exception {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", servers,
            "key.serializer", ByteArraySerializer.class,
            "value.serializer", ByteArraySerializer.class);
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config)) {
      for (int i = 0; i < count; i++) {
        long time = System.currentTimeMillis() + i;
        byte[] value =
            "{\"device\":\"meter-1\",\"ts\":%d,\"telemetry\":{\"value\":%d}}"
                .formatted(time, i)
                .getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, null, time, null, value));
      }
      producer.flush();
    }
  }

  private static void awaitPoints(TenantSite site, int count) {
    await().atMost(PATIENCE).until(() -> site.points("meter-1", "value").size() == count);
  }

  private static void assertEnds(ProcessHandle broker) {
    broker.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(broker.isAlive()).isFalse();
  }
}
