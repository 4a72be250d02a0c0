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

/** Keys change while records are under way: in the topic between two integrations. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class SigningTest {
  private static final int RECORDS = 20;
  private final TenantId tenant = new TenantId(UUID.randomUUID());

  @Test
  void recordsThatTheOldKeySignedAreStillKnownAfterARotation(TestBroker broker) throws Exception {
    rotate(broker, key(1), key(2) + "," + key(1), RECORDS, 0);
  }

  @Test
  void recordsThatTheNewKeySignedAreStillKnownOnceTheOldIsGone(TestBroker broker) throws Exception {
    rotate(broker, key(2) + "," + key(1), key(2), RECORDS, 0);
  }

  /** So that the two above can fail. */
  @Test
  void withoutTheOldKeyItsRecordsAreOfUnknownOrigin(TestBroker broker) throws Exception {
    rotate(broker, key(1), key(2), 0, RECORDS);
  }

  /**
   * A chain writes under the keys before, and is started again under the keys after; only then a
   * second chain brings its records back.
   */
  private void rotate(TestBroker broker, String before, String after, int known, int unknown)
      throws Exception {
    String servers = broker.bootstrapServers();
    String a = broker.createTopic(1);
    String b = broker.createTopic(1);
    try (Chain first = Chain.start(plan(servers, a, b, before)).awaitRunning()) {
      Records.produce(broker, a, RECORDS);
      Awaitility.await().until(() -> broker.written(b) == RECORDS);
      assertThat(first.loops()).isZero();
    }
    try (Chain again = Chain.start(plan(servers, a, b, after)).awaitRunning();
        Chain second = Chain.start(plan(servers, b, a, after)).awaitRunning()) {
      Awaitility.await().until(() -> second.passes() == RECORDS);
      assertThat(second.count("forged")).isEqualTo(unknown);
      Awaitility.await().until(() -> again.loops() + again.passes() == RECORDS);
      assertThat(again.loops()).isEqualTo(known);
      assertThat(again.count("forged")).isZero();
    }
  }

  private Plan plan(String servers, String from, String to, String keys) {
    return Plan.of(servers, from, to)
        .tenant(tenant)
        .settings("{'loopPolicy':'off','loopGuard':{'signingKeys':[" + keys + "]}}");
  }

  private static String key(int number) {
    return "{'number':" + number + ",'key':'" + ("k" + number).repeat(16) + "'}";
  }
}
