package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.fixtures.ClientsUnderTest;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.SecureBroker;
import org.sluiceiot.fixtures.SecureBroker.Listener;
import org.sluiceiot.fixtures.SecureBrokerExtension;
import org.sluiceiot.fixtures.TestAuthority;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.connection.check.CheckRequest;
import org.sluiceiot.kafka.connection.policy.RefusedAddressException;

@ExtendWith({LeakCheck.class, SecureBrokerExtension.class})
class SecureListenersTest {
  @ParameterizedTest
  @EnumSource(names = {"SSL", "MTLS", "SCRAM", "SCRAMTLS", "PLAINLOGIN", "OAUTH"})
  void worksInBothDirections(Listener listener, SecureBroker broker) throws Exception {
    KafkaClients clients = Connections.clients(Connections.good(broker, listener));
    String topic = broker.createTopic(1);
    String group = clients.groupId(TestBroker.uniqueName("group"));
    broker.allowAll(ResourceType.TOPIC, topic, AclOperation.READ);
    broker.allowAll(ResourceType.TOPIC, topic, AclOperation.WRITE);
    broker.allowAll(ResourceType.GROUP, group, AclOperation.READ);
    CheckReport report =
        clients.check(
            new CheckRequest(List.of(new CheckRequest.TopicAccess(topic, true, false)), group));
    assertThat(report.ok()).as(report.toString()).isTrue();
    tell(listener, "check");
    send(clients, topic, "hello");
    tell(listener, "producer");
    try (Consumer<byte[], byte[]> consumer =
        clients.consumer(Map.of("group.id", group, "auto.offset.reset", "earliest"))) {
      consumer.subscribe(List.of(topic));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> consumer.poll(Duration.ofMillis(100)).count() == 1);
    }
    tell(listener, "consumer");
  }

  /** One line for who reads the build's output. */
  private static void tell(Listener listener, String what) {
    System.out.printf(
        "secured listeners: %-36s | %-21s | kafka-clients %s | ok%n",
        listener, what, ClientsUnderTest.version());
  }

  @Test
  void anAdvertisedAddressThatIsDeniedIsNeverConnectedTo(SecureBroker broker) {
    ObjectNode settings =
        Connections.json("{'addresses':{'deniedRanges':['" + SecureBroker.CANARY_HOST + "/32']}}");
    KafkaClients clients =
        Connections.clients(
            Connections.good(broker, Listener.ASTRAY), new FakeHost().settings(settings));
    assertThatThrownBy(() -> clients.producer(Map.of()))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessageContaining("advertises a broker at " + SecureBroker.CANARY_HOST);
    assertThatThrownBy(() -> clients.consumer(Map.of("group.id", "g")))
        .isInstanceOf(RefusedAddressException.class);
    assertThatThrownBy(clients::admin).isInstanceOf(RefusedAddressException.class);
    CheckReport report = clients.check(CheckRequest.none());
    assertThat(report.ok()).isFalse();
    assertThat(report.steps()).last().extracting(CheckReport.Step::layer).isEqualTo("cluster");
    assertThat(broker.canary().connections()).isZero();
  }

  @Test
  void aChangedPasswordCountsWithoutARestart(SecureBroker broker) throws Exception {
    String user = TestBroker.uniqueName("user");
    String topic = broker.createTopic(1);
    broker.allow("User:" + user, ResourceType.TOPIC, topic, AclOperation.WRITE);
    broker.setScramPassword(user, "first-password");
    ObjectNode json = Connections.good(broker, Listener.SCRAM);
    ObjectNode security = (ObjectNode) json.get("security");
    security.set("sasl", Connections.scram(user, "first-password"));
    KafkaClients first = Connections.clients(json);
    try (Producer<byte[], byte[]> connected = first.producer(Map.of())) {
      connected.send(record(topic, "1")).get(20, TimeUnit.SECONDS);
      broker.setScramPassword(user, "second-password");
      connected.send(record(topic, "2")).get(20, TimeUnit.SECONDS);
    }
    security.set("sasl", Connections.scram(user, "second-password"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(Connections.clients(json).check(CheckRequest.none()).ok()).isTrue());
    send(Connections.clients(json), topic, "3");
    security.set("sasl", Connections.scram(user, "first-password"));
    assertThatThrownBy(() -> Connections.clients(json).producer(Map.of()))
        .isInstanceOf(KafkaException.class)
        .hasMessageStartingWith("sasl: ");
  }

  @Test
  void aRotatedCertificateCountsAtTheNextConnection(SecureBroker broker) throws Exception {
    KafkaClients clients = Connections.clients(Connections.good(broker, Listener.SSL));
    TestAuthority successor = new TestAuthority("Sluice test servers");
    String topic = broker.createTopic(1);
    try (Producer<byte[], byte[]> connected = clients.producer(Map.of())) {
      connected.send(record(topic, "1")).get(20, TimeUnit.SECONDS);
      // Signed by another authority, which new connections must notice.
      broker.rotate(Listener.SSL, successor.issue("broker", "localhost", "127.0.0.1"));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(clients.check(CheckRequest.none()).steps())
                      .anyMatch(step -> step.text().contains("not signed by a trusted")));
      connected.send(record(topic, "2")).get(20, TimeUnit.SECONDS);
      ObjectNode changed = Connections.good(broker, Listener.SSL);
      ((ObjectNode) changed.at("/security/tls")).put("trustedCertificates", successor.pem());
      send(Connections.clients(changed), topic, "with the new authority");
    } finally {
      broker.rotate(Listener.SSL, broker.servers().issue("broker", "localhost", "127.0.0.1"));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(clients.check(CheckRequest.none()).ok()).isTrue());
    send(clients, topic, "3");
  }

  private static void send(KafkaClients clients, String topic, String text) throws Exception {
    try (Producer<byte[], byte[]> producer = clients.producer(Map.of())) {
      producer.send(record(topic, text)).get(20, TimeUnit.SECONDS);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String text) {
    return new ProducerRecord<>(topic, text.getBytes(StandardCharsets.UTF_8));
  }
}
