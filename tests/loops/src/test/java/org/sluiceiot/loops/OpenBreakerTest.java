package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;

/** Open means pause: the uplink goes on polling, keeps its place, and commits nothing beyond. */
@ExtendWith(BrokerExtension.class)
class OpenBreakerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Shorter than the breaker is open, so that a consumer that does not poll is thrown out. */
  private static final String POLLS = "{'max.poll.interval.ms':'3000'}";

  private static final String SHORT = "{'loopPolicy':'off','loopGuard':{'coolDown':'1s'}}";
  private static final int WAITING = 300;

  @Test
  void openPausesAndKeepsItsPlaceUntilATrialFindsTheLoopGone(TestBroker broker) throws Exception {
    String servers = broker.bootstrapServers();
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    Plan plan = Plan.of(servers, in, out).settings(SHORT).properties(POLLS);
    try (StreamsApp app = new StreamsApp(servers, out, in, StreamsApp.STRIPS);
        Chain chain = Chain.start(plan).awaitRunning()) {
      Records.produce(broker, in, 1);
      await(broker, chain, in, () -> chain.alarms().size() == 1);
      Set<String> members = members(broker, chain);
      Map<String, Double> rebalances = rebalances();
      assertThat(members).hasSize(1);
      assertThat(rebalances).isNotEmpty();

      Records.produce(broker, in, WAITING);
      // Two probes on: by then it was open for longer than a silent consumer may be.
      await(broker, chain, in, () -> chain.alarms().size() == 3);
      assertThat(chain.alarms().get(2).text()).contains("still paused", "next trial");
      // The state follows the alarm.
      await(
          broker,
          chain,
          in,
          () -> chain.up().observer().last().reason().contains("the loop guard found a loop"));
      assertThat(committed(broker, chain, in)).isLessThan(broker.written(in));
      assertThat(members(broker, chain)).isEqualTo(members);
      app.close();

      await(broker, chain, in, () -> told(chain, "flows again"));
      await(broker, chain, in, () -> committed(broker, chain, in) == broker.written(in));
      System.out.printf(
          "loops breaker: %d records in the topic, %d passes, %d committed, open %d times, members %d, rebalances 0%n",
          broker.written(in),
          chain.passes(),
          committed(broker, chain, in),
          chain.count("opened"),
          members.size());
      assertThat(chain.passes()).isEqualTo(broker.written(in));
      assertThat(members(broker, chain)).isEqualTo(members);
      assertThat(rebalances()).containsAllEntriesOf(rebalances);
    }
  }

  /** Awaits a condition and holds all the while that nothing is committed that did not pass. */
  private static void await(TestBroker broker, Chain chain, String topic, Callable<Boolean> until) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .failFast(
            "committed more than passed",
            () -> {
              long committed = committed(broker, chain, topic);
              return committed > chain.passes();
            })
        .until(until);
  }

  private static boolean told(Chain chain, String text) {
    return chain.up().observer().events(Event.Kind.LIFECYCLE).stream()
        .anyMatch(event -> event.text().contains(text));
  }

  private static long committed(TestBroker broker, Chain chain, String topic) {
    var offset =
        TestBroker.get(
                broker
                    .admin()
                    .listConsumerGroupOffsets(chain.group())
                    .partitionsToOffsetAndMetadata())
            .get(new TopicPartition(topic, 0));
    return offset == null ? 0 : offset.offset();
  }

  private static Set<String> members(TestBroker broker, Chain chain) {
    ConsumerGroupDescription group =
        TestBroker.get(
            broker
                .admin()
                .describeConsumerGroups(Set.of(chain.group()))
                .describedGroups()
                .get(chain.group()));
    assertThat(group.groupState()).isEqualTo(GroupState.STABLE);
    return group.members().stream()
        .map(MemberDescription::consumerId)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Of every uplink's consumer in this process, as Kafka's client counts them. */
  private static Map<String, Double> rebalances() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Map<String, Double> counts = new TreeMap<>();
    ObjectName all =
        new ObjectName("kafka.consumer:type=consumer-coordinator-metrics,client-id=sluice*");
    for (ObjectName name : server.queryNames(all, null)) {
      counts.put(
          name.getKeyProperty("client-id"), (Double) server.getAttribute(name, "rebalance-total"));
    }
    return counts;
  }
}
