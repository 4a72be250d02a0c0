package org.sluiceiot.kafka.downlink.send;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.kafka.connection.ConnectionConfig;
import org.sluiceiot.kafka.downlink.Messages;

/** A send queue with clients that answer when the test says so. */
@ExtendWith(LeakCheck.class)
abstract class SendQueueScene {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  final List<String> outcomes = new CopyOnWriteArrayList<>();
  final List<ProducerStatus> statuses = new CopyOnWriteArrayList<>();
  final List<String> topics = new CopyOnWriteArrayList<>();
  final AtomicLong dropped = new AtomicLong();
  private final ProducerPool pool = new ProducerPool();
  private Function<SendQueueListener, SendQueue> another;
  private SendQueue second;

  /** A record that failed says so only when this is open; null: at once. */
  volatile CountDownLatch telling;

  /** A record whose outcome the host's code answers with an error. */
  volatile String hostile;

  ScriptedClients clients;
  SendQueue queue;

  void open(int partitions, Duration answerWait) throws ConfigException {
    open(new ScriptedClients(partitions), answerWait, false);
    await(() -> clients.producers().size() == 1);
  }

  void open(ScriptedClients scripted, Duration answerWait, boolean dropOldest)
      throws ConfigException {
    QueueLimits limits =
        new QueueLimits(
            1_000,
            1 << 20,
            dropOldest,
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
    clients = scripted;
    another = listener -> pool.open(key, () -> clients, limits, listener);
    queue = another.apply(new Listener(statuses));
    queue.open();
  }

  static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(condition);
  }

  /** A second node of the same producer; what it is told of the producer. */
  List<ProducerStatus> join() {
    List<ProducerStatus> told = new CopyOnWriteArrayList<>();
    second = another.apply(new Listener(told));
    return told;
  }

  @AfterEach
  void close() {
    clients.ioThreads().forEach(Thread::interrupt);
    queue.close(Duration.ZERO);
    if (second != null) {
      second.close(Duration.ZERO);
    }
    await(() -> pool.size() == 0);
  }

  MockProducer<byte[], byte[]> producer() {
    return clients.last();
  }

  /** Names of what the present producer was given. */
  List<String> given() {
    return producer().history().stream().map(record -> new String(record.value())).toList();
  }

  void offer(String name, int route) {
    offer(name, null, route);
  }

  void offer(String name, byte[] key, int route) {
    queue.offer(
        new Named(new ProducerRecord<>(ScriptedClients.TOPIC, key, name.getBytes()), route),
        System.nanoTime());
  }

  void complete() {
    while (producer().completeNext()) {
      // The next one.
    }
  }

  final class Named extends PendingRecord {
    static final int SIZE = 10;
    private final String name;

    Named(ProducerRecord<byte[], byte[]> record, int route) {
      super(record, route, SIZE);
      name = new String(record.value());
    }

    @Override
    protected void acknowledged(RecordMetadata metadata) {
      outcomes.add(name + " sent");
      if (name.equals(hostile)) {
        throw new AssertionError("the host's code fails");
      }
    }

    @Override
    protected void failed(FailureClass kind, Throwable cause) {
      CountDownLatch latch = telling;
      if (latch != null) {
        await(() -> latch.getCount() == 0);
      }
      outcomes.add(name + " " + kind);
      if (name.equals(hostile)) {
        throw new AssertionError("the host's code fails");
      }
    }
  }

  private final class Listener implements SendQueueListener {
    private final List<ProducerStatus> told;

    Listener(List<ProducerStatus> told) {
      this.told = told;
    }

    @Override
    public void cluster(String clusterId) {}

    @Override
    public void status(ProducerStatus status) {
      told.add(status);
    }

    @Override
    public void topics(String reason) {
      topics.add(reason);
    }

    @Override
    public void dropped(long count) {
      if (isLocked()) {
        outcomes.add("told under a lock");
      }
      dropped.addAndGet(count);
    }

    @Override
    public void tick() {}

    @Override
    public void late() {}

    @Override
    public void closed() {}

    /** Whether another thread cannot use the queue. */
    private boolean isLocked() {
      try {
        CompletableFuture.supplyAsync(queue::queued).get(5, TimeUnit.SECONDS);
        return false;
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        return true;
      }
    }
  }
}
