package org.sluiceiot.kafka.downlink.send;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.sluiceiot.kafka.connection.check.ClusterView;
import org.sluiceiot.kafka.connection.check.ClusterWatch;
import org.sluiceiot.kafka.connection.policy.HostPort;

/** Clients that do what the test says. Safe for any thread. */
final class ScriptedClients implements Clients {
  static final String TOPIC = "t";

  private final int partitions;
  private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
  private final List<Thread> ioThreads = new CopyOnWriteArrayList<>();
  private final List<Thread> askers = new CopyOnWriteArrayList<>();

  /** What the watch throws once. */
  volatile Throwable watchFails;

  /** What making a client throws once. */
  volatile Throwable producerFails;

  /** What an I/O thread dies of when it is interrupted. */
  volatile Error deadly;

  /** Brokers whose name is not known. */
  volatile List<HostPort> unresolved = List.of();

  /** Whether the cluster has no topic. */
  volatile boolean noTopic;

  private volatile ClusterWatch.Listener listener;

  /** What a client throws once. */
  volatile Error error;

  /** What a client answers to whoever sends; null: it takes the record. */
  volatile RuntimeException refusing;

  ScriptedClients(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public AutoCloseable watch(ClusterWatch.Listener news) {
    Throwable failure = watchFails;
    if (failure != null) {
      watchFails = null;
      throwIt(failure);
    }
    listener = news;
    news.found(new ClusterView("cluster", List.of(), unresolved));
    return () -> {};
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwIt(Throwable failure) throws T {
    throw (T) failure;
  }

  /** Who is told about the cluster. */
  ClusterWatch.Listener listener() {
    return listener;
  }

  @Override
  public Producer<byte[], byte[]> producer() {
    Throwable failure = producerFails;
    if (failure != null) {
      producerFails = null;
      throwIt(failure);
    }
    String id = "test-" + producers.size();
    Node node = new Node(0, "localhost", 9);
    Node[] nodes = {node};
    List<PartitionInfo> infos =
        IntStream.range(0, partitions)
            .mapToObj(p -> new PartitionInfo(TOPIC, p, node, nodes, nodes))
            .toList();
    Thread io = new Thread(this::untilInterrupted, "kafka-producer-network-thread | " + id);
    io.start();
    ioThreads.add(io);
    Scripted made = new Scripted(new Cluster("cluster", List.of(node), infos, Set.of(), Set.of()));
    made.setMockMetrics(new MetricName("any", "any", "", Map.of("client-id", id)), null);
    producers.add(made);
    return made;
  }

  private void untilInterrupted() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park();
    }
    Error last = deadly;
    if (last != null) {
      throw last;
    }
  }

  /** In the order made. */
  List<MockProducer<byte[], byte[]>> producers() {
    return producers;
  }

  /** The I/O threads of the clients, in the order made. */
  List<Thread> ioThreads() {
    return ioThreads;
  }

  /** Who called send, once per call. */
  List<Thread> askers() {
    return askers;
  }

  /** The present one. */
  MockProducer<byte[], byte[]> last() {
    return producers.get(producers.size() - 1);
  }

  private final class Scripted extends MockProducer<byte[], byte[]> {
    Scripted(Cluster cluster) {
      super(
          cluster,
          false,
          new RoundRobinPartitioner(),
          new ByteArraySerializer(),
          new ByteArraySerializer());
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
      if (noTopic) {
        throw new TimeoutException("Topic t not present", new UnknownTopicOrPartitionException());
      }
      return super.partitionsFor(topic);
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      askers.add(Thread.currentThread());
      Error thrown = error;
      if (thrown != null) {
        error = null;
        throw thrown;
      }
      sendException = refusing;
      return super.send(record, callback);
    }
  }
}
