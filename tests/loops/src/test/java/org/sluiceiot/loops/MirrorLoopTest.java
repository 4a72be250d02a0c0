package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.OwnBroker;
import org.sluiceiot.fixtures.TestBroker;

/**
 * A loop over two clusters: the downlink writes to the one, MirrorMaker 2 copies to the other, the
 * uplink reads there. No configuration layer can see it, since the cluster ids differ.
 */
@ExtendWith(BrokerExtension.class)
class MirrorLoopTest {
  private static final int RECORDS = 20;

  @RegisterExtension static final OwnBroker OTHER = new OwnBroker();

  @Test
  void topicsAreRenamed(TestBroker broker) throws Exception {
    circle(broker, "mirrormaker 2, default naming", false);
  }

  @Test
  void topicsKeepTheirNames(TestBroker broker) throws Exception {
    circle(broker, "mirrormaker 2, identity naming", true);
  }

  private static void circle(TestBroker here, String name, boolean identity) throws Exception {
    String out = here.createTopic(1);
    String in = identity ? out : "a." + out;
    here.produce(out, "probe", Chain.reading("probe", 0));
    try (MirrorMaker mirror =
        new MirrorMaker(here.bootstrapServers(), OTHER.bootstrapServers(), out, identity)) {
      assertThat(mirror.log()).exists();
      Awaitility.await("the copy of the topic")
          .atMost(Duration.ofSeconds(90))
          .until(() -> TestBroker.get(OTHER.admin().listTopics().names()).contains(in));
      OTHER.consume(in, 1, Duration.ofSeconds(60));
      Chain.Plan plan =
          Chain.Plan.of(OTHER.bootstrapServers(), in, out)
              .to(here.bootstrapServers())
              .settings("{}");
      try (Chain chain = Chain.start(plan).awaitRunning()) {
        for (int i = 0; i < RECORDS; i++) {
          OTHER.produce(in, "d" + i, Chain.reading("d" + i, i));
        }
        // The probe that waited in the topic passes too.
        Measure measure = new Measure(name, RECORDS + 1, chain);
        assertThat(measure.extraPasses()).isZero();
        Awaitility.await().until(() -> chain.loops() == RECORDS + 1);
        assertThat(chain.alarms()).isEmpty();
      }
    }
  }
}
