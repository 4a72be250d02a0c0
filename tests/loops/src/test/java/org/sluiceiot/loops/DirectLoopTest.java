package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;

/** Loops without anybody in between. The configuration layer is off, except where it is tested. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class DirectLoopTest {
  private static final int RECORDS = 20;

  @Test
  void theConfigurationLayerLetsNothingPass(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    Chain.Plan plan = Chain.Plan.of(broker.bootstrapServers(), topic, topic).settings("{}");
    try (Chain chain = Chain.start(plan)) {
      Awaitility.await().until(chain::refused);
      produce(broker, topic);
      Awaitility.await().until(chain::refused);
      assertThat(chain.passes()).isLessThanOrEqualTo(RECORDS);
      assertThat(broker.written(topic)).isEqualTo(RECORDS);
    }
  }

  @Test
  void uplinkAndDownlinkOnOneTopic(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    Chain.Plan plan = Chain.Plan.of(broker.bootstrapServers(), topic, topic);
    try (Chain chain = Chain.start(plan).awaitRunning()) {
      produce(broker, topic);
      assertThat(new Measure("direct, headers intact", RECORDS, chain).extraPasses()).isZero();
      assertThat(chain.loops()).isEqualTo(RECORDS);
      assertThat(broker.written(topic)).isEqualTo(2 * RECORDS);
      assertThat(chain.alarms()).isEmpty();
    }
  }

  @Test
  void overTwoIntegrations(TestBroker broker) throws Exception {
    TenantId tenant = new TenantId(UUID.randomUUID());
    circleOfTwo(broker, "two integrations, headers intact", tenant, tenant);
  }

  @Test
  void overTwoTenants(TestBroker broker) throws Exception {
    circleOfTwo(
        broker,
        "two tenants, headers intact",
        new TenantId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()));
  }

  private static void circleOfTwo(TestBroker broker, String name, TenantId one, TenantId two)
      throws Exception {
    String servers = broker.bootstrapServers();
    String a = broker.createTopic(1);
    String b = broker.createTopic(1);
    String off = "{'loopPolicy':'off','loopGuard':{'acrossTenants':'off'}}";
    Chain.Plan there = Chain.Plan.of(servers, a, b).tenant(one).settings(off);
    Chain.Plan back = Chain.Plan.of(servers, b, a).tenant(two).settings(off);
    try (Chain first = Chain.start(there).awaitRunning();
        Chain second = Chain.start(back).awaitRunning()) {
      produce(broker, a);
      assertThat(new Measure(name, 2 * RECORDS, first, second).extraPasses()).isZero();
      assertThat(first.loops() + second.loops()).isEqualTo(RECORDS);
    }
  }

  @Test
  void aScriptThatWipesMetadata(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    Chain.Plan plan =
        Chain.Plan.of(broker.bootstrapServers(), topic, topic).script(Script.WIPES_METADATA);
    try (Chain chain = Chain.start(plan).awaitRunning()) {
      broker.produce(topic, "k", Chain.reading("d", 1));
      Measure measure = new Measure("script wipes metadata, 1 record", 1, chain);
      Promise.kept(measure.extraPassesUntilOpen(), measure.seconds());
      assertThat(chain.alarms().get(0).text()).contains("downlink 'out-" + topic);
    }
  }

  @Test
  void anAllowedRoundTripEndsAsOftenAsAllowed(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    Chain.Plan plan =
        Chain.Plan.of(broker.bootstrapServers(), topic, topic)
            .settings("{}")
            .guard("{'roundTrips':[{'with':'out-" + topic + "','times':2}]}");
    try (Chain chain = Chain.start(plan).awaitRunning()) {
      produce(broker, topic);
      Measure measure = new Measure("allowed twice, headers intact", 3 * RECORDS, chain);
      assertThat(measure.extraPasses()).isZero();
      assertThat(chain.loops()).isEqualTo(RECORDS);
      assertThat(chain.alarms()).isEmpty();
    }
  }

  private static void produce(TestBroker broker, String topic) {
    for (int i = 0; i < RECORDS; i++) {
      broker.produce(topic, "d" + i, Chain.reading("d" + i, i));
    }
  }
}
