package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.connection.policy.LimitExceededException;
import org.sluiceiot.kafka.connection.policy.RefusedAddressException;

@ExtendWith({LeakCheck.class, BrokerExtension.class})
class KafkaClientsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Owner owner = FakeHost.owner("owner");

  @Test
  void sendsAndReceives(TestBroker broker) {
    KafkaClients clients = clients(broker.bootstrapServers(), "{}");
    String topic = broker.createTopic(1);
    try (Producer<byte[], byte[]> producer = clients.producer(Map.of("linger.ms", 0))) {
      producer.send(new ProducerRecord<>(topic, "hello".getBytes(StandardCharsets.UTF_8)));
      producer.flush();
    }
    try (Consumer<byte[], byte[]> consumer =
        clients.consumer(Map.of("group.id", "g", "auto.offset.reset", "earliest"))) {
      consumer.subscribe(List.of(topic));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(100));
                return polled.count() == 1;
              });
      assertThat(consumer.groupMetadata().groupId()).isEqualTo(owner.tenant() + "-g");
    }
    assertThat(clients.groupId(clients.groupId("g"))).isEqualTo(owner.tenant() + "-g");
  }

  @Test
  void keepsToTheTenantsLimits(TestBroker broker) {
    KafkaClients clients =
        clients(
            broker.bootstrapServers(),
            "{'limits':{'producers':1,'consumers':1,'bufferMemory':'40MiB'}}");
    Producer<byte[], byte[]> first = clients.producer(Map.of());
    assertThatThrownBy(() -> clients.producer(Map.of()))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("1 Kafka producers");
    first.close(Duration.ZERO);
    assertThatThrownBy(() -> clients.producer(Map.of("buffer.memory", 50L << 20)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("buffer memory");
    clients.producer(Map.of()).close();
    clients.producer(Map.of()).close(Duration.ZERO);
    clients.consumer(Map.of("group.id", "g")).close();
    clients.consumer(Map.of("group.id", "g")).close(Duration.ZERO);
  }

  @Test
  void givesALimitBackWhenTheClientCannotBeMade(TestBroker broker) {
    KafkaClients clients = clients(broker.bootstrapServers(), "{'limits':{'producers':1}}");
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> clients.producer(Map.of("max.request.size", "x")))
          .isInstanceOf(org.apache.kafka.common.config.ConfigException.class);
    }
    clients.producer(Map.of()).close(Duration.ZERO);
  }

  @Test
  void refusesDeniedAddressesBeforeConnecting() {
    KafkaClients clients =
        clients("localhost:9", "{'addresses':{'deniedRanges':['127.0.0.0/8','::1']}}");
    assertThatThrownBy(() -> clients.producer(Map.of()))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessageContaining("localhost:9");
    assertThatThrownBy(clients::admin).isInstanceOf(RefusedAddressException.class);
  }

  private KafkaClients clients(String servers, String settings) {
    try {
      FakeHost host = new FakeHost().settings(JSON.readTree(settings.replace('\'', '"')));
      return new KafkaClients(ConnectionConfig.plaintext(servers), owner, host);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
