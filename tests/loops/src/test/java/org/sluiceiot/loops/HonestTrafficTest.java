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
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;

/**
 * Identical readings through a chain A → B → C, a fan-out to a second tenant on the same cluster, a
 * replay from offset 0 and an allowed echo, with every layer on: nothing is taken for a loop.
 */
@ExtendWith(BrokerExtension.class)
class HonestTrafficTest {
  private static final int BATCH = 5_000;
  private static final int DEVICES = 50;

  /** Six passes of each record: more than a million. */
  @Test
  void aMillionHonestRecordsAreNeverTakenForALoop(TestBroker broker) throws Exception {
    run(broker, 170_000);
  }

  @Test
  @Tag("soak")
  void sixMillionHonestRecordsAreNeverTakenForALoop(TestBroker broker) throws Exception {
    run(broker, 1_000_000);
  }

  private static void run(TestBroker broker, int records) throws Exception {
    String servers = broker.bootstrapServers();
    String a = broker.createTopic(2);
    String b = broker.createTopic(2);
    String c = broker.createTopic(2);
    String side = broker.createTopic(2);
    String echo = broker.createTopic(2);
    TenantId tenant = new TenantId(UUID.randomUUID());
    long from = System.nanoTime();
    Plan allowed =
        Plan.of(servers, echo, echo)
            .tenant(tenant)
            .guard("{'roundTrips':[{'with':'out-" + echo + "','times':1}]}")
            .script(Script.FIRST_TIME);
    try (Chain first = start(Plan.of(servers, a, b).tenant(tenant));
        Chain second = start(Plan.of(servers, b, c).tenant(tenant));
        Chain other = start(Plan.of(servers, a, side));
        Chain echoing = start(allowed)) {
      for (int sent = 0; sent < records; sent += BATCH) {
        broker.produce(identical(a));
        broker.produce(identical(echo));
      }
      await(records, first, second, other);
      await(2 * records, echoing);
      try (Chain replay = start(Plan.of(servers, a, side))) {
        await(records, replay);
        report(from, first, second, other, echoing, replay);
        none(records, records, first, second, other, replay);
        none(2 * records, records, echoing);
      }
    }
  }

  private static Chain start(Plan plan) throws Exception {
    return Chain.start(plan.settings("{}")).awaitRunning();
  }

  /** Nine equal readings of each device, and one that differs. */
  private static List<ProducerRecord<byte[], byte[]>> identical(String topic) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      String device = "d" + i % DEVICES;
      byte[] value = Chain.reading(device, i / DEVICES % 10 == 0 ? i : 21).getBytes();
      records.add(new ProducerRecord<>(topic, device.getBytes(), value));
    }
    return records;
  }

  private static void await(int records, Chain... chains) {
    for (Chain chain : chains) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(100))
          .until(() -> chain.passes() >= records);
    }
  }

  private static void report(long from, Chain... chains) {
    long passes = 0;
    long loops = 0;
    long alarms = 0;
    long trials = 0;
    for (Chain chain : chains) {
      passes += chain.passes();
      loops += chain.loops();
      alarms += chain.alarms().size();
      trials += chain.count("trials");
      chain.alarms().forEach(alarm -> System.out.println("loops honest alarm: " + alarm.text()));
    }
    System.out.printf(
        "loops honest: %d passes, %d loops, %d alarms, %d trials, %.0f s%n",
        passes, loops, alarms, trials, (System.nanoTime() - from) / 1e9);
  }

  /** Everything passed, once, and left the chain along {@code Success}. */
  private static void none(long passes, long sent, Chain... chains) {
    for (Chain chain : chains) {
      assertThat(chain.passes()).isEqualTo(passes);
      assertThat(chain.loops()).isZero();
      assertThat(chain.alarms()).isEmpty();
      Awaitility.await().until(() -> chain.down().count(RuleNodeContext.SUCCESS) == sent);
      assertThat(chain.down().others()).isEmpty();
    }
  }
}
