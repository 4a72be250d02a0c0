package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  /** Topics keep their names, or are renamed, as MirrorMaker does by default. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aroundTwoClusters(boolean identity, TestBroker here) throws Exception {
    String keeps = here.createTopic(1);
    String drops = here.createTopic(1);
    here.produce(keeps, "probe", Chain.reading("probe", 0));
    here.produce(drops, "probe", Chain.reading("probe", 0));
    String name = "mirrormaker 2, " + (identity ? "identity" : "default") + " naming";
    try (MirrorMaker mirror =
        new MirrorMaker(
            here.bootstrapServers(), OTHER.bootstrapServers(), identity, keeps, drops)) {
      assertThat(mirror.log()).exists();
      headersAreKept(here, name, keeps, awaitCopy(identity ? keeps : "a." + keeps));
      headersAreDropped(here, name, drops, awaitCopy(identity ? drops : "a." + drops));
    }
  }

  private static String awaitCopy(String topic) {
    Awaitility.await("the copy of the topic")
        .atMost(Duration.ofSeconds(90))
        .until(() -> TestBroker.get(OTHER.admin().listTopics().names()).contains(topic));
    OTHER.consume(topic, 1, Duration.ofSeconds(60));
    return topic;
  }

  /** With the configuration layer on, which does not help. */
  private static void headersAreKept(TestBroker here, String name, String out, String in)
      throws Exception {
    Plan plan =
        Plan.of(OTHER.bootstrapServers(), in, out).to(here.bootstrapServers()).settings("{}");
    try (Chain chain = Chain.start(plan).awaitRunning()) {
      Records.produce(OTHER, in, RECORDS);
      // The probe that waited in the topic passes too.
      Measure measure = new Measure(name + ", headers kept", RECORDS + 1, chain);
      assertThat(measure.extraPasses()).isZero();
      Awaitility.await().until(() -> chain.loops() == RECORDS + 1);
      assertThat(chain.passes()).isEqualTo(RECORDS + 1);
      assertThat(chain.alarms()).isEmpty();
    }
  }

  private static void headersAreDropped(TestBroker here, String name, String out, String in)
      throws Exception {
    Plan plan = Plan.of(OTHER.bootstrapServers(), in, out).to(here.bootstrapServers());
    try (Chain chain = Chain.start(plan).awaitRunning()) {
      // The probe circles as soon as the chain runs.
      Promise.kept(name + ", path dropped", 1, 1, chain);
      assertThat(chain.loops()).isZero();
    }
  }
}
