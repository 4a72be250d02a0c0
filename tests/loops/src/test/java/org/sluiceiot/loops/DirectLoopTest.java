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
    Plan plan = Plan.of(broker.bootstrapServers(), topic, topic).settings("{}");
    try (Chain chain = Chain.start(plan)) {
      Awaitility.await().until(() -> !chain.refusal().isEmpty());
      Records.produce(broker, topic, RECORDS);
      Awaitility.await().until(() -> !chain.refusal().isEmpty());
      assertThat(chain.passes()).isLessThanOrEqualTo(RECORDS);
      assertThat(broker.written(topic)).isEqualTo(RECORDS);
    }
  }

  @Test
  void uplinkAndDownlinkOnOneTopic(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    Plan plan = Plan.of(broker.bootstrapServers(), topic, topic);
    try (Chain chain = Chain.start(plan).awaitRunning()) {
      Records.produce(broker, topic, RECORDS);
      assertThat(new Measure("direct, headers intact", RECORDS, chain).extraPasses()).isZero();
      Awaitility.await().until(() -> chain.loops() == RECORDS);
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
    Plan there = Plan.of(servers, a, b).tenant(one);
    Plan back = Plan.of(servers, b, a).tenant(two);
    try (Chain first = Chain.start(there).awaitRunning();
        Chain second = Chain.start(back).awaitRunning()) {
      Records.produce(broker, a, RECORDS);
      assertThat(new Measure(name, 2 * RECORDS, first, second).extraPasses()).isZero();
      Awaitility.await().until(() -> first.loops() + second.loops() == RECORDS);
    }
  }

  @Test
  void anAllowedRoundTripEndsAsOftenAsAllowed(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    Plan plan =
        Plan.of(broker.bootstrapServers(), topic, topic)
            .settings("{}")
            .guard("{'roundTrips':[{'with':'out-" + topic + "','times':2}]}");
    try (Chain chain = Chain.start(plan).awaitRunning()) {
      Records.produce(broker, topic, RECORDS);
      Measure measure = new Measure("allowed twice, headers intact", 3 * RECORDS, chain);
      assertThat(measure.extraPasses()).isZero();
      Awaitility.await().until(() -> chain.loops() == RECORDS);
      assertThat(chain.alarms()).isEmpty();
    }
  }
}
