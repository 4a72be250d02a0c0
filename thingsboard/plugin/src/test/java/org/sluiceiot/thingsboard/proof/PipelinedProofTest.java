package org.sluiceiot.thingsboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluiceiot.thingsboard.proof.Configs.committed;
import static org.sluiceiot.thingsboard.proof.Configs.patiently;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.sluice.KafkaUplinkNode;
import org.thingsboard.rule.engine.sluice.Nodes;
import org.thingsboard.server.common.msg.TbMsg;

/**
 * <em>Save time series</em> writes in batches, every 100 ms, and acknowledges after each: with one
 * record per key under way, that bounds an uplink to one record per key and batch.
 */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class PipelinedProofTest {
  private static final Duration BATCH = Duration.ofMillis(100);
  private static final int DEVICES = 50;
  private static final int RECORDS_OF_EACH = 20;

  private final FakeServer server = new FakeServer();
  private final Shared shared = new Shared(Map.of());

  @Test
  void pipelinedIsAtLeastThreeTimesAsFastAndKeepsTheOrder(TestBroker broker) throws Exception {
    String topic = broker.createTopic(2);
    produce(broker, topic);
    long oneByOne = run(broker, topic, "own-chain");
    long pipelined = run(broker, topic, "own-chain-pipelined");
    System.out.printf(
        "own-chain %d ms, own-chain-pipelined %d ms for %d records of %d devices%n",
        oneByOne, pipelined, DEVICES * RECORDS_OF_EACH, DEVICES);
    assertThat(oneByOne).isGreaterThan(3 * pipelined);
  }

  /**
   * @return milliseconds from the first record's arrival to the last one's acknowledgement
   */
  private long run(TestBroker broker, String topic, String delivery) throws Exception {
    FakeNode ctx = server.node(delivery);
    Queue<TbMsg> batch = new ConcurrentLinkedQueue<>();
    ScheduledExecutorService database = Executors.newSingleThreadScheduledExecutor();
    database.scheduleAtFixedRate(
        () -> write(batch), BATCH.toMillis(), BATCH.toMillis(), TimeUnit.MILLISECONDS);
    ctx.chain(batch::add);
    ObjectNode config = Configs.uplink(broker, topic).put("delivery", delivery);
    KafkaUplinkNode node = ctx.start(Nodes.uplink(shared), config);
    patiently().until(() -> ctx.toldCount() > 0);
    long begin = System.nanoTime();
    patiently().until(() -> ctx.toldCount() == DEVICES * RECORDS_OF_EACH && batch.isEmpty());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    String id = ctx.getSelfId().getId().toString();
    patiently()
        .until(
            () ->
                committed(broker, id).values().stream().mapToLong(Long::longValue).sum()
                    == DEVICES * RECORDS_OF_EACH);
    node.destroy();
    patiently().until(() -> shared.closer().size() == 0);
    database.shutdown();
    assertInOrder(ctx);
    return millis;
  }

  /** What waits now; what comes meanwhile is of the next batch. */
  private static void write(Queue<TbMsg> batch) {
    for (TbMsg msg : List.copyOf(batch)) {
      batch.remove();
      msg.getCallback().onSuccess();
    }
  }

  private static void produce(TestBroker broker, String topic) {
    List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
    long begin = System.currentTimeMillis();
    for (int i = 0; i < DEVICES * RECORDS_OF_EACH; i++) {
      int device = i % DEVICES;
      String value =
          "{\"deviceName\":\"d%d\",\"telemetry\":{\"n\":%d}}".formatted(device, i / DEVICES);
      // A time of its own for each, so that none replaces another.
      long time = begin + i;
      byte[] key = ("d" + device).getBytes();
      all.add(new ProducerRecord<>(topic, device % 2, time, key, value.getBytes()));
    }
    broker.produce(all);
  }

  private static void assertInOrder(FakeNode ctx) {
    Map<String, Integer> next = new HashMap<>();
    for (FakeNode.Told told : ctx.told()) {
      String device = told.message().getMetaData().getValue("deviceName");
      int n = next.merge(device, 1, Integer::sum) - 1;
      assertThat(told.message().getData()).isEqualTo("{\"n\":" + n + "}");
    }
    assertThat(next).hasSize(DEVICES);
  }
}
