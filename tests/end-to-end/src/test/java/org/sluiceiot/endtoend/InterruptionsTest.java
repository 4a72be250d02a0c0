package org.sluiceiot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.fixtures.OwnBroker;

/** The host is killed, the broker is killed: nothing is lost. */
class InterruptionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  @TempDir Path folder;
  @RegisterExtension final OwnBroker broker = new OwnBroker();

  @Test
  void nothingIsLostWhenTheHostAndTheBrokerAreKilled() {
    String in = broker.createTopic(2);
    String out = broker.createTopic(1);
    try (HostProcess host = new HostProcess(folder.resolve("data"))) {
      TenantSite site = TenantSite.create(host.operator(), "Interrupted", true);
      site.saveChain(broker.bootstrapServers(), out).expect(200);
      site.startUplink("interrupted", broker.bootstrapServers(), in);
      produce(in, 0, 2000);
      await().atMost(PATIENCE).until(() -> site.points("sensor", "temperature").size() > 100);
      host.kill();

      host.start();
      TenantSite again = site.with(host.operator());
      await().atMost(PATIENCE).until(() -> again.points("sensor", "temperature").size() == 2000);

      broker.broker().kill();
      broker.broker().restart();
      produce(in, 2000, 3000);
      await().atMost(PATIENCE).until(() -> again.points("sensor", "temperature").size() == 3000);
      await().atMost(PATIENCE).until(() -> broker.written(out) >= 3000 - 31);
      assertThat(again.devices()).isEqualTo(1);
    }
  }

  private void produce(String topic, int from, int to) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String value =
          "{\"device\":\"sensor\",\"ts\":%d,\"telemetry\":{\"temperature\":%d}}"
              .formatted(1_700_000_000_000L + i, i);
      records.add(
          new ProducerRecord<>(
              topic,
              ("k" + i % 7).getBytes(StandardCharsets.UTF_8),
              value.getBytes(StandardCharsets.UTF_8)));
    }
    broker.produce(records);
  }
}
