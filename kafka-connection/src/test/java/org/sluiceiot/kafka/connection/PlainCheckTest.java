package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.connection.check.CheckRequest;
import org.sluiceiot.kafka.connection.check.ClusterView;
import org.sluiceiot.kafka.connection.check.ClusterWatch;

@ExtendWith({LeakCheck.class, BrokerExtension.class})
class PlainCheckTest {
  @Test
  void allIsWell(TestBroker broker) {
    String topic = broker.createTopic(2);
    List<CheckReport.Step> told = new CopyOnWriteArrayList<>();
    CheckReport report =
        clients(broker.bootstrapServers(), new FakeHost())
            .check(
                new CheckRequest(
                    List.of(
                        new CheckRequest.TopicAccess(topic, true, false),
                        new CheckRequest.TopicAccess(topic, false, false)),
                    "a-group"),
                told::add);
    assertThat(report.ok()).as(report.toString()).isTrue();
    assertThat(report.steps())
        .extracting(CheckReport.Step::layer)
        .containsExactly("dns", "tcp", "authorisation", "topic", "topic", "group", "cluster");
    assertThat(report.steps().get(6).text()).contains(broker.clusterId());
    assertThat(told).containsExactlyElementsOf(report.steps());
    assertThat(told).allMatch(step -> step.took().compareTo(Duration.ZERO) > 0);
  }

  @Test
  void aDeadServerBesideALivingOneIsAWarning(TestBroker broker) {
    List<CheckReport.Step> told = new CopyOnWriteArrayList<>();
    CheckReport report =
        clients("127.0.0.1:1," + broker.bootstrapServers(), new FakeHost())
            .check(CheckRequest.none(), told::add);
    assertThat(report.ok()).isTrue();
    CheckReport.Step first = report.steps().get(0);
    assertThat(first.layer() + " " + first.outcome()).isEqualTo("tcp WARNING");
    assertThat(first.text()).isEqualTo("nothing listens on 127.0.0.1:1 (Connection refused)");
    assertThat(first.hint()).isEqualTo("check the port, and that the broker runs");
    assertThat(told).anyMatch(step -> step.text().equals(first.text()));
  }

  @Test
  void aWatchFindsTheClusterAndRefusesADeniedOne(TestBroker broker) {
    Heard heard = new Heard();
    try (ClusterWatch watch = clients(broker.bootstrapServers(), new FakeHost()).watch(heard)) {
      heard.await("found " + broker.clusterId());
    }
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.putArray("deniedClusters").add(broker.clusterId());
    FakeHost host = new FakeHost().settings(settings);
    try (ClusterWatch watch = clients(broker.bootstrapServers(), host).watch(heard)) {
      heard.await(
          "refused the cluster "
              + broker.clusterId()
              + " is one that the operator denies to tenants");
    }
    try (ClusterWatch watch = clients("127.0.0.1:1", host).watch(heard)) {
      heard.await("away tcp: nothing listens on 127.0.0.1:1 (Connection refused)");
    }
  }

  private static KafkaClients clients(String servers, FakeHost host) {
    return new KafkaClients(ConnectionConfig.plaintext(servers), FakeHost.owner("owner"), host);
  }

  /** Remembers what a watch tells. */
  private static final class Heard implements ClusterWatch.Listener {
    private final List<String> news = new CopyOnWriteArrayList<>();

    @Override
    public void found(ClusterView cluster) {
      news.add("found " + cluster.id());
    }

    @Override
    public void refused(String reason) {
      news.add("refused " + reason);
    }

    @Override
    public void away(String reason) {
      news.add("away " + reason);
    }

    void await(String text) {
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> news.contains(text));
    }
  }
}
