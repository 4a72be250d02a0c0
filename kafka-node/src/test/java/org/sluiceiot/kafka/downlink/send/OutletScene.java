package org.sluiceiot.kafka.downlink.send;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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

/** An outlet with clients that answer when the test says so. */
@ExtendWith(LeakCheck.class)
abstract class OutletScene {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  final List<String> outcomes = new CopyOnWriteArrayList<>();
  private final Listener listener = new Listener();

  /** A record that failed says so only when this is open; null: at once. */
  volatile CountDownLatch telling;

  ScriptedClients clients;
  Outlet outlet;

  void open(int partitions, Duration answerWait) throws ConfigException {
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
    clients = new ScriptedClients(partitions);
    outlet = new ProducerPool().open(key, () -> clients, limits, listener);
    outlet.open();
    await(() -> clients.producers().size() == 1);
  }

  static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(condition);
  }

  @AfterEach
  void close() {
    clients.ioThreads().forEach(Thread::interrupt);
    outlet.close(Duration.ZERO);
    await(() -> listener.closed);
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
    outlet.offer(
        new Named(new ProducerRecord<>(ScriptedClients.TOPIC, key, name.getBytes()), route),
        System.nanoTime());
  }

  void complete() {
    while (producer().completeNext()) {
      // The next one.
    }
  }

  final class Named extends Outgoing {
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
      CountDownLatch latch = telling;
      if (latch != null) {
        await(() -> latch.getCount() == 0);
      }
      outcomes.add(name + " " + kind);
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
