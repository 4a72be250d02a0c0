package org.sluiceiot.kafka.downlink.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
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

/** The outlet with a client that answers when the test says so. */
@ExtendWith(LeakCheck.class)
class OutletTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOPIC = "t";

  private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
  private final List<String> outcomes = new CopyOnWriteArrayList<>();
  private final Listener listener = new Listener();
  private final List<Thread> ioThreads = new CopyOnWriteArrayList<>();
  private Outlet outlet;

  private void open(int partitions, Duration answerWait) throws ConfigException {
    Limits limits =
        new Limits(
            1_000,
            1 << 20,
            false,
            Integer.MAX_VALUE,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            answerWait);
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
    outlet = new ProducerPool().open(key, () -> new MockClients(partitions), limits, listener);
    outlet.open();
    await(() -> producers.size() == 1);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(condition);
  }

  @AfterEach
  void close() {
    ioThreads.forEach(Thread::interrupt);
    outlet.close(Duration.ZERO);
    await(() -> listener.closed);
  }

  private static void untilInterrupted() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park();
    }
  }

  private MockProducer<byte[], byte[]> producer() {
    return producers.get(producers.size() - 1);
  }

  /** Names of what the present producer was given. */
  private List<String> given() {
    return producer().history().stream().map(record -> new String(record.value())).toList();
  }

  private void offer(String name, int route) {
    offer(name, null, route);
  }

  private void offer(String name, byte[] key, int route) {
    outlet.offer(
        new Named(new ProducerRecord<>(TOPIC, key, name.getBytes()), route), System.nanoTime());
  }

  @Test
  void theFirstRecordOfAPartitionGoesAlone() throws ConfigException {
    open(2, PATIENCE);
    offer("a", 0);
    offer("b", 0);
    offer("c", 1);
    assertThat(given()).containsExactly("a");
    assertThat(producer().completeNext()).isTrue();
    await(() -> given().size() == 3);
    assertThat(given()).containsExactly("a", "b", "c");
    offer("d", 0);
    assertThat(given()).endsWith("d");
    offer("e", 1);
    assertThat(given()).as("c is not acknowledged yet").endsWith("d");
  }

  @Test
  void afterAFailedFirstRecordTheNextOneGoesAlone() throws ConfigException {
    open(1, PATIENCE);
    offer("a", 0);
    offer("b", 0);
    offer("c", 0);
    producer().errorNext(new NotLeaderOrFollowerException("moved"));
    await(() -> given().size() == 2);
    assertThat(outcomes).containsExactly("a TIMEOUT");
    assertThat(given()).containsExactly("a", "b");
    producer().completeNext();
    await(() -> given().size() == 3);
    assertThat(outcomes).containsExactly("a TIMEOUT", "b sent");
  }

  @Test
  void aKeyDecidesThePartitionAsKafkaDoes() throws ConfigException {
    open(7, PATIENCE);
    List<Integer> before = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      byte[] key = ("device-" + i).getBytes();
      before.add(BuiltInPartitioner.partitionForKey(key, 7));
      offer("r" + i, key, Route.BY_KEY);
      complete();
    }
    await(() -> outcomes.size() == 50);
    List<Integer> chosen =
        producer().history().stream()
            .map(ProducerRecord::partition)
            .takeWhile(partition -> partition != null)
            .toList();
    assertThat(chosen).hasSizeGreaterThan(6).isEqualTo(before.subList(0, chosen.size()));
    assertThat(Set.copyOf(chosen)).as("until every partition was written to").hasSize(7);
  }

  @Test
  void recordsWithoutKeyVisitEveryPartitionFirst() throws ConfigException {
    open(3, PATIENCE);
    for (int i = 0; i < 4; i++) {
      offer("r" + i, null, Route.BY_KEY);
    }
    assertThat(producer().history()).extracting(ProducerRecord::partition).containsExactly(0, 1, 2);
    producer().completeNext();
    await(() -> given().size() == 4);
    assertThat(producer().history().get(3).partition()).isZero();
  }

  @Test
  void whatTheClientNeverAnswersIsEndedAndTheClientReplaced() throws ConfigException {
    open(1, Duration.ofSeconds(1));
    offer("a", 0);
    await(() -> outcomes.contains("a TIMEOUT"));
    await(() -> producers.size() == 2);
    assertThat(producers.get(0).closed()).isTrue();
    assertThat(outlet.records()).isZero();
    assertThat(outlet.inFlight()).isZero();
    offer("b", 0);
    await(() -> given().contains("b"));
    complete();
    await(() -> outcomes.contains("b sent"));
    assertThat(outcomes).containsExactly("a TIMEOUT", "b sent");
  }

  @Test
  void aClientWhoseThreadDiedIsReplaced() throws ConfigException, InterruptedException {
    open(1, PATIENCE);
    offer("a", 0);
    ioThreads.get(0).interrupt();
    ioThreads.get(0).join();
    await(() -> outcomes.contains("a TIMEOUT"));
    offer("b", 0);
    await(() -> producers.size() == 2 && given().contains("b"));
    assertThat(producers.get(0).closed()).isTrue();
    assertThat(producers.get(0).history()).hasSize(1);
    complete();
    await(() -> outcomes.contains("b sent"));
  }

  @Test
  void countsReturnToNothing() throws ConfigException {
    open(1, PATIENCE);
    IntStream.range(0, 600).forEach(i -> offer("r" + i, 0));
    assertThat(outlet.records()).isEqualTo(600);
    assertThat(outlet.bytes()).isEqualTo(600 * Named.SIZE);
    assertThat(outlet.inFlight()).isEqualTo(1);
    for (int i = 0; i < 600; i++) {
      await(() -> producer().completeNext());
    }
    await(() -> outcomes.size() == 600);
    assertThat(outlet.records()).isZero();
    assertThat(outlet.bytes()).isZero();
    assertThat(outlet.inFlight()).isZero();
  }

  @Test
  void whatWaitsIsCountedApartFromWhatIsSent() throws ConfigException {
    open(1, PATIENCE);
    IntStream.range(0, 5).forEach(i -> offer("r" + i, 0));
    assertThat(outlet.inFlight()).isEqualTo(1);
    assertThat(outlet.queued()).isEqualTo(4);
    outlet.refuse("it would circle");
    assertThat(outcomes).containsExactly("r1 REFUSED", "r2 REFUSED", "r3 REFUSED", "r4 REFUSED");
    assertThat(outlet.inFlight()).isEqualTo(1);
    assertThat(outlet.queued()).isZero();
    producer().completeNext();
    await(() -> outcomes.contains("r0 sent"));
    assertThat(outlet.inFlight()).isZero();
  }

  @Test
  void oneTooManyIsRefusedAndRoomComesBack() throws ConfigException {
    open(1, PATIENCE);
    IntStream.range(0, 1_001).forEach(i -> offer("r" + i, 0));
    assertThat(outcomes).containsExactly("r1000 OVERFLOW");
    producer().completeNext();
    await(() -> outcomes.contains("r0 sent"));
    offer("again", 0);
    assertThat(outcomes).hasSize(2);
  }

  private void complete() {
    while (producer().completeNext()) {
      // The next one.
    }
  }

  private final class Named extends Outgoing {
    static final int SIZE = 10;
    private final String name;

    Named(ProducerRecord<byte[], byte[]> record, int route) {
      super(record, route, SIZE);
      name = new String(record.value());
    }

    @Override
    protected void acknowledged(RecordMetadata metadata) {
      outcomes.add(name + " sent");
    }

    @Override
    protected void failed(FailureClass kind, Throwable cause) {
      outcomes.add(name + " " + kind);
    }
  }

  private final class MockClients implements Clients {
    private final int partitions;

    MockClients(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public AutoCloseable watch(ClusterWatch.Listener news) {
      news.found(new ClusterView("cluster", List.of()));
      return () -> {};
    }

    @Override
    public Producer<byte[], byte[]> producer() {
      Node node = new Node(0, "localhost", 9);
      Node[] nodes = {node};
      List<PartitionInfo> infos =
          IntStream.range(0, partitions)
              .mapToObj(p -> new PartitionInfo(TOPIC, p, node, nodes, nodes))
              .toList();
      Cluster cluster = new Cluster("cluster", List.of(node), infos, Set.of(), Set.of());
      MockProducer<byte[], byte[]> made =
          new MockProducer<>(
              cluster,
              false,
              new RoundRobinPartitioner(),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      Thread io = new Thread(OutletTest::untilInterrupted, "kafka-producer-network-thread | test");
      io.start();
      ioThreads.add(io);
      producers.add(made);
      return made;
    }
  }

  private static final class Listener implements OutletListener {
    volatile boolean closed;

    @Override
    public void cluster(String clusterId) {}

    @Override
    public void connected() {}

    @Override
    public void disconnected(String reason) {}

    @Override
    public void dropped() {}

    @Override
    public void late() {}

    @Override
    public void closed() {
      closed = true;
    }
  }
}
