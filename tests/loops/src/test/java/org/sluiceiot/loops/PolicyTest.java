package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;

/** The operator's policy, and the tenant's, which may only be stricter. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class PolicyTest {
  private static final int RECORDS = 5;

  @ParameterizedTest
  @CsvSource({"reject,as-operator", "reject,warn", "warn,reject", "off,reject"})
  void oneSideIsRefusedAndNothingCircles(String operator, String tenant, TestBroker broker)
      throws Exception {
    String topic = broker.createTopic(1);
    try (Chain chain = Chain.start(plan(broker, topic, operator, tenant))) {
      Awaitility.await().until(() -> !chain.refusal().isEmpty());
      assertThat(chain.refusal())
          .contains("data would circle", "'in-" + topic, "'out-" + topic, "topic '" + topic + "'");
      Records.produce(broker, topic, RECORDS);
      chain.send("d", 1);
      // The side that came last is refused; which one that is does not matter here.
      Awaitility.await()
          .until(
              () ->
                  chain.down().count(RuleNodeContext.SUCCESS) == 1
                      || chain.down().count(RuleNodeContext.LOOP) == RECORDS + 1);
      assertThat(chain.passes()).isIn(0L, (long) RECORDS);
      assertThat(broker.written(topic)).isBetween((long) RECORDS, RECORDS + 1L);
    }
  }

  @ParameterizedTest
  @CsvSource({"warn,as-operator", "off,warn", "warn,warn"})
  void bothRunAndTheUserIsWarned(String operator, String tenant, TestBroker broker)
      throws Exception {
    String topic = broker.createTopic(1);
    try (Chain chain = Chain.start(plan(broker, topic, operator, tenant))) {
      Awaitility.await().until(chain::running);
      Awaitility.await().until(() -> chain.warning().contains("data would circle"));
      Records.produce(broker, topic, RECORDS);
      Awaitility.await().until(() -> chain.loops() == RECORDS);
      assertThat(chain.passes()).isEqualTo(RECORDS);
    }
  }

  @ParameterizedTest
  @CsvSource({"off,as-operator"})
  void bothRunAndNothingIsSaid(String operator, String tenant, TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    try (Chain chain = Chain.start(plan(broker, topic, operator, tenant))) {
      Awaitility.await().until(chain::running);
      Records.produce(broker, topic, RECORDS);
      Awaitility.await().until(() -> chain.loops() == RECORDS);
      assertThat(chain.warning()).isEmpty();
    }
  }

  private static Plan plan(TestBroker broker, String topic, String operator, String tenant) {
    return Plan.of(broker.bootstrapServers(), topic, topic)
        .settings("{'loopPolicy':'" + operator + "'}")
        .guard("{'policy':'" + tenant + "'}");
  }
}
