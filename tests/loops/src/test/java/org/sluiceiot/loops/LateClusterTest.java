package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.OwnBroker;

/** The broker is away at the start, and nobody has met it before: its cluster is not known. */
@ExtendWith(LeakCheck.class)
class LateClusterTest {
  private static final int RECORDS = 5;
  @RegisterExtension final OwnBroker broker = new OwnBroker();

  @Test
  void aCircleIsFoundWhenTheClusterBecomesKnown() throws Exception {
    String topic = broker.createTopic(1);
    Records.produce(broker, topic, RECORDS);
    broker.broker().kill();
    Plan plan = Plan.of(broker.bootstrapServers(), topic, topic).settings("{}");
    try (Chain chain = Chain.start(plan)) {
      chain.send("d", 1);
      assertThat(chain.refusal()).isEmpty();
      broker.broker().restart();
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !chain.refusal().isEmpty());
      assertThat(chain.refusal()).contains("data would circle", "topic '" + topic + "'");
      // The message that waited was either sent, when the uplink is refused, or not.
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> chain.down().count("Success") + chain.down().count("Loop") >= 1);
      assertThat(broker.written(topic)).isBetween((long) RECORDS, RECORDS + 1L);
    }
  }
}
