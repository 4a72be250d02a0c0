package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;

/** Loops on which the path is lost somewhere, the payload is not. */
@ExtendWith(BrokerExtension.class)
class StrippedLoopTest {
  @Test
  void overTwoIntegrations(TestBroker broker) throws Exception {
    overTwoIntegrations(broker, 1);
  }

  @Test
  @Tag("soak")
  void manyOverTwoIntegrations(TestBroker broker) throws Exception {
    overTwoIntegrations(broker, 10);
  }

  private static void overTwoIntegrations(TestBroker broker, int records) throws Exception {
    TenantId tenant = new TenantId(UUID.randomUUID());
    circleOfTwo(broker, "two integrations, stripped", records, tenant, tenant);
  }

  @Test
  void overTwoTenants(TestBroker broker) throws Exception {
    overTwoTenants(broker, 1);
  }

  @Test
  @Tag("soak")
  void manyOverTwoTenants(TestBroker broker) throws Exception {
    overTwoTenants(broker, 10);
  }

  private static void overTwoTenants(TestBroker broker, int records) throws Exception {
    circleOfTwo(
        broker,
        "two tenants, stripped",
        records,
        new TenantId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()));
  }

  private static void circleOfTwo(
      TestBroker broker, String name, int records, TenantId one, TenantId two) throws Exception {
    String servers = broker.bootstrapServers();
    String a = broker.createTopic(1);
    String with = broker.createTopic(1);
    String without = broker.createTopic(1);
    Plan there = Plan.of(servers, a, with).tenant(one);
    Plan back = Plan.of(servers, without, a).tenant(two);
    try (StreamsApp app = new StreamsApp(servers, with, without, StreamsApp.STRIPS);
        Chain first = Chain.start(there).awaitRunning();
        Chain second = Chain.start(back).awaitRunning()) {
      Records.produce(broker, a, records);
      Promise.kept(name, records, 2L * records, first, second);
      assertThat(app.running()).isTrue();
      assertThat(first.loops() + second.loops()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void byAScriptThatWipesMetadata(int records, TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    Plan plan = Plan.of(broker.bootstrapServers(), topic, topic).script(Script.WIPES_METADATA);
    try (Chain chain = Chain.start(plan).awaitRunning()) {
      Records.produce(broker, topic, records);
      Promise.kept("script wipes metadata", records, records, chain);
      assertThat(chain.alarms().get(0).text()).contains("downlink 'out-" + topic);
    }
  }

  /** Both: nothing of the path is left anywhere. */
  @Test
  void byAScriptAndAnApplication(TestBroker broker) throws Exception {
    String servers = broker.bootstrapServers();
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    Plan plan = Plan.of(servers, in, out).script(Script.WIPES_METADATA);
    try (StreamsApp app = new StreamsApp(servers, out, in, StreamsApp.STRIPS);
        Chain chain = Chain.start(plan).awaitRunning()) {
      Records.produce(broker, in, 1);
      Promise.kept("script wipes metadata, streams strips headers", 1, 1, chain);
      assertThat(app.running()).isTrue();
    }
  }
}
