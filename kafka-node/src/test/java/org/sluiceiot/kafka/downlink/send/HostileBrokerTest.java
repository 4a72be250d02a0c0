package org.sluiceiot.kafka.downlink.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.kafka.connection.ConnectionConfig;
import org.sluiceiot.kafka.connection.check.ClusterView;
import org.sluiceiot.kafka.connection.check.ClusterWatch;
import org.sluiceiot.kafka.downlink.Messages;

/** Kafka's own client against a broker that claims an answer larger than the heap. */
@ExtendWith(LeakCheck.class)
class HostileBrokerTest implements Clients, SendQueueListener {
  private static final int LARGEST_CLAIM = Integer.MAX_VALUE - 16;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ProducerPool pool = new ProducerPool();
  private final List<ProducerStatus> statuses = new CopyOnWriteArrayList<>();
  private final List<FailureClass> outcomes = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private volatile Socket connection;
  private final Thread broker = new Thread(this::claim, "hostile-broker");

  HostileBrokerTest() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    broker.start();
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    server.close();
    // Kafka's client leaves its connection open when its thread dies.
    connection.close();
    broker.join(TimeUnit.SECONDS.toMillis(10));
  }

  private void claim() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        connection = client;
        client.getInputStream().read();
        new DataOutputStream(client.getOutputStream()).writeInt(LARGEST_CLAIM);
        while (client.getInputStream().read() >= 0) {
          // Until the client or the test closes it.
        }
      } catch (IOException e) {
        // The client broke off, or the test has ended; the loop knows which.
        continue;
      }
    }
  }

  @Override
  public AutoCloseable watch(ClusterWatch.Listener listener) {
    listener.found(new ClusterView("cluster", List.of()));
    return () -> {};
  }

  @Override
  public Producer<byte[], byte[]> producer() {
    Map<String, Object> properties =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:" + server.getLocalPort(),
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            0L);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Test
  void aClaimLargerThanTheHeapIsFailedWithTheReasonAndEveryRecordEnds() throws ConfigException {
    SendQueue queue = open();
    queue.open();
    queue.offer(new Counted(), System.nanoTime());
    await(() -> assertThat(last().kind()).isEqualTo(ProducerStatus.Kind.FAILED));
    assertThat(last().reason()).contains("Kafka client", "memory").doesNotContain("OutOfMemory");
    queue.offer(new Counted(), System.nanoTime());
    queue.close(Duration.ZERO);
    await(() -> assertThat(outcomes).hasSize(2));
    await(() -> assertThat(pool.size()).isZero());
  }

  private SendQueue open() throws ConfigException {
    ConnectionConfig connection =
        ConfigReader.read(
            Messages.json("{'bootstrapServers':'127.0.0.1:9'}"), ConnectionConfig.class);
    ProducerPool.Key key =
        new ProducerPool.Key(
            FakeHost.owner("o").tenant(),
            "service",
            JsonNodeFactory.instance.objectNode(),
            connection,
            Map.of());
    Duration minute = Duration.ofMinutes(1);
    QueueLimits limits =
        new QueueLimits(10, 1 << 20, false, Integer.MAX_VALUE, minute, minute, minute);
    return pool.open(key, () -> this, limits, this);
  }

  private ProducerStatus last() {
    return statuses.isEmpty() ? ProducerStatus.CONNECTING : statuses.get(statuses.size() - 1);
  }

  private static void await(Runnable assertion) {
    Awaitility.await().atMost(PATIENCE).untilAsserted(assertion::run);
  }

  @Override
  public void status(ProducerStatus status) {
    statuses.add(status);
  }

  @Override
  public void cluster(String clusterId) {}

  @Override
  public void topics(String reason) {}

  @Override
  public void dropped(long count) {}

  @Override
  public void tick() {}

  @Override
  public void late() {}

  @Override
  public void closed() {}

  private final class Counted extends PendingRecord {
    Counted() {
      super(new ProducerRecord<>("t", new byte[1]), PartitionChoice.BY_KEY, 1);
    }

    @Override
    protected void acknowledged(RecordMetadata metadata) {
      outcomes.add(null);
    }

    @Override
    protected void failed(FailureClass kind, Throwable cause) {
      outcomes.add(kind);
    }
  }
}
