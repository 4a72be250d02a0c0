package org.sluiceiot.thingsboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
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
 * Saving a chain as ThingsBoard does it: destroy returns at once and the new instance starts while
 * the old one is ending. Records come all the time, several of each device wait behind one another,
 * and the database acknowledges in batches.
 */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class SavedUplinkProofTest {
  private static final int SAVES = 15;
  private static final int DEVICES = 20;

  private final FakeServer server = new FakeServer();
  private final FakeNode ctx = server.node("from kafka");
  private final Shared shared = new Shared(Map.of());
  private final Queue<TbMsg> batch = new ConcurrentLinkedQueue<>();
  private final AtomicInteger produced = new AtomicInteger();
  private final long begin = System.currentTimeMillis();

  @Test
  void noRecordIsDeliveredTwiceOrOutOfOrder(TestBroker broker) throws Exception {
    String topic = broker.createTopic(2);
    ctx.chain(batch::add);
    ScheduledExecutorService work = Executors.newScheduledThreadPool(2);
    work.scheduleAtFixedRate(this::write, 40, 40, TimeUnit.MILLISECONDS);
    work.scheduleAtFixedRate(() -> produce(broker, topic), 0, 60, TimeUnit.MILLISECONDS);
    ObjectNode config = Configs.uplink(broker, topic).put("delivery", "own-chain");
    KafkaUplinkNode node = ctx.start(Nodes.uplink(shared), config);
    for (int i = 0; i < SAVES; i++) {
      int before = ctx.toldCount();
      arrives(before + 60);
      node.destroy();
      node = ctx.start(Nodes.uplink(shared), config);
    }
    arrives(ctx.toldCount() + 60);
    work.shutdown();
    assertThat(work.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> {
              write();
              return ctx.told().stream().map(SavedUplinkProofTest::id).distinct().count()
                  == produced.get();
            });
    node.destroy();
    patiently()
        .until(
            () -> {
              write();
              return shared.closer().size() == 0;
            });
    assertOnceInOrder();
  }

  private void arrives(int count) {
    Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> ctx.toldCount() >= count);
  }

  private synchronized void write() {
    for (TbMsg msg : List.copyOf(batch)) {
      batch.remove();
      msg.getCallback().onSuccess();
    }
  }

  /** Three of each device at once, so that two wait behind the first. */
  private void produce(TestBroker broker, String topic) {
    List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      int device = (produced.get() / 3 + i / 3) % DEVICES;
      int n = produced.get() + all.size();
      String value = "{\"deviceName\":\"d%d\",\"telemetry\":{\"n\":%d}}".formatted(device, n);
      // A time of its own for each, so that none replaces another.
      byte[] key = ("d" + device).getBytes();
      all.add(new ProducerRecord<>(topic, device % 2, begin + n, key, value.getBytes()));
    }
    broker.produce(all);
    produced.addAndGet(all.size());
  }

  private static String id(FakeNode.Told told) {
    return told.message().getData();
  }

  private void assertOnceInOrder() {
    List<FakeNode.Told> told = ctx.told();
    Map<String, Integer> last = new HashMap<>();
    int inversions = 0;
    for (FakeNode.Told one : told) {
      int n = Integer.parseInt(one.message().getData().replaceAll("\\D", ""));
      String device = one.message().getMetaData().getValue("deviceName");
      inversions += n < last.getOrDefault(device, -1) ? 1 : 0;
      last.merge(device, n, Math::max);
    }
    int twice = told.size() - produced.get();
    System.out.printf(
        "%d saves, %d records: %d delivered twice, %d inversions%n",
        SAVES, produced.get(), twice, inversions);
    assertThat(twice).isZero();
    assertThat(inversions).isZero();
  }
}
