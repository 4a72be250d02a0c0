package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;

/**
 * Identical readings through a chain A → B → C, a fan-out, a second tenant and a replay from offset
 * 0, with every layer on: nothing is taken for a loop.
 */
@ExtendWith(BrokerExtension.class)
class HonestTrafficTest {
  private static final int BATCH = 5_000;

  @Test
  void honestTrafficIsNeverTakenForALoop(TestBroker broker) throws Exception {
    run(broker, 20_000);
  }

  @Test
  @Tag("soak")
  void aMillionHonestRecordsAreNeverTakenForALoop(TestBroker broker) throws Exception {
    run(broker, 250_000);
  }

  private static void run(TestBroker broker, int records) throws Exception {
    String servers = broker.bootstrapServers();
    String a = broker.createTopic(2);
    String b = broker.createTopic(2);
    String c = broker.createTopic(2);
    String side = broker.createTopic(2);
    TenantId tenant = new TenantId(UUID.randomUUID());
    try (Chain first = start(Chain.Plan.of(servers, a, b).tenant(tenant));
        Chain second = start(Chain.Plan.of(servers, b, c).tenant(tenant));
        Chain other = start(Chain.Plan.of(servers, a, side))) {
      for (int sent = 0; sent < records; sent += BATCH) {
        broker.produce(identical(a));
      }
      await(records, first, second, other);
      try (Chain replay = start(Chain.Plan.of(servers, a, side))) {
        await(records, replay);
        System.out.printf(
            "loops honest: %d passes, %d loops, %d alarms, %d trials%n",
            4 * records,
            first.loops() + second.loops() + other.loops() + replay.loops(),
            first.alarms().size() + second.alarms().size() + other.alarms().size(),
            first.count("trials") + second.count("trials") + other.count("trials"));
        for (Chain chain : new Chain[] {first, second, other, replay}) {
          chain
              .alarms()
              .forEach(alarm -> System.out.println("loops honest alarm: " + alarm.text()));
        }
        none(replay);
      }
      none(first);
      none(second);
      none(other);
    }
  }

  private static Chain start(Chain.Plan plan) throws Exception {
    return Chain.start(plan.settings("{}")).awaitRunning();
  }

  /** Nine equal readings of each device, and one that differs. */
  private static List<ProducerRecord<byte[], byte[]>> identical(String topic) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      String device = "d" + i % 7;
      byte[] value = Chain.reading(device, i % 10 == 0 ? i : 21).getBytes();
      records.add(new ProducerRecord<>(topic, device.getBytes(), value));
    }
    return records;
  }

  private static void await(int records, Chain... chains) {
    for (Chain chain : chains) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> chain.passes() >= records);
    }
  }

  private static void none(Chain chain) {
    assertThat(chain.loops()).isZero();
    assertThat(chain.alarms()).isEmpty();
  }
}
