package org.sluiceiot.kafka.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.guard.LoopGuard;

/** Producers are shared inside a tenant, and end with their last node. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class SharingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ProducerPool pool = new ProducerPool();
  private final LoopGuard guard = new LoopGuard();

  private KafkaDownlink node(CountingContext context, TestBroker broker, String topic, String more)
      throws ConfigException {
    KafkaDownlink node = new KafkaDownlink(pool, guard);
    node.init(context, Messages.config(broker.bootstrapServers(), topic, more));
    return node;
  }

  @Test
  void oneProducerPerTenantAndTuning(TestBroker broker) throws ConfigException {
    String topic = broker.createTopic(1);
    Owner owner = FakeHost.owner("a");
    List<KafkaDownlink> nodes = new ArrayList<>();
    CountingContext first = new CountingContext(owner, new FakeHost());
    nodes.add(node(first, broker, topic, ""));
    nodes.add(
        node(
            new CountingContext(FakeHost.owner("b", owner.tenant()), new FakeHost()),
            broker,
            topic,
            "'key':'k'"));
    assertThat(pool.size()).isEqualTo(1);
    nodes.add(
        node(
            new CountingContext(FakeHost.owner("c", owner.tenant()), new FakeHost()),
            broker,
            topic,
            "'sending':{'linger':'1ms'}"));
    assertThat(pool.size()).isEqualTo(2);
    nodes.add(node(new CountingContext(), broker, topic, ""));
    assertThat(pool.size()).isEqualTo(3);

    nodes.remove(1).destroy();
    nodes.get(0).onMessage(Messages.telemetry("{}"));
    first.await(1, PATIENCE);
    assertThat(first.count("Success")).isEqualTo(1);
    nodes.forEach(KafkaDownlink::destroy);
    Awaitility.await().atMost(PATIENCE).until(() -> pool.size() == 0);
  }

  @Test
  void manyConfigurationUpdatesUnderLoadLeaveNothingBehind(TestBroker broker) throws Exception {
    String topic = broker.createTopic(3);
    int updates = 100;
    int perUpdate = 50;
    Owner owner = FakeHost.owner("node");
    CountingContext context = new CountingContext(owner, new FakeHost());
    KafkaDownlink node = node(context, broker, topic, "");
    int sent = 0;
    int mostThreads = 0;
    for (int update = 0; update < updates; update++) {
      KafkaDownlink before = node;
      node = node(context, broker, topic, "'sending':{'linger':'" + update % 2 + "ms'}");
      for (int i = 0; i < perUpdate; i++) {
        before.onMessage(Streams.message(sent++));
        node.onMessage(Streams.message(sent++));
      }
      before.destroy();
      mostThreads = Math.max(mostThreads, ManagementFactory.getThreadMXBean().getThreadCount());
    }
    node.destroy();
    context.await(sent, PATIENCE);
    assertThat(context.count("Success") + context.count("closed")).isEqualTo(sent);
    assertThat(context.count("Success")).isEqualTo(sent);
    assertThat(mostThreads).isLessThan(200);
    Awaitility.await().atMost(PATIENCE).until(() -> pool.size() == 0);
  }
}
