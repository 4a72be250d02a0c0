package org.sluiceiot.thingsboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluiceiot.thingsboard.proof.Configs.committed;
import static org.sluiceiot.thingsboard.proof.Configs.patiently;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * Telemetry of many devices reaches the server in order, and no offset is committed before the
 * server has acknowledged it. One record per partition is held back to see that.
 */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class UplinkProofTest {
  private static final int DEVICES = 100;
  private static final int PARTITIONS = 4;
  private static final long HELD_OFFSET = 1_000;

  /** Records of the held device come after the held one: they wait for it, so order is kept. */
  private static int behind(int records) {
    int heldTurn = (int) HELD_OFFSET / (DEVICES / PARTITIONS);
    return PARTITIONS * (records / DEVICES - heldTurn - 1);
  }

  private final FakeServer server = new FakeServer();
  private final FakeNode ctx = server.node("from kafka");
  private final Shared shared = new Shared(Map.of());
  private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();

  @Test
  void deviceProfileDeliversTenThousandRecordsInOrder(TestBroker broker) throws Exception {
    server.queue(one -> acknowledge(one.message(), () -> one.callback().onSuccess(null)));
    run(broker, "device-profile", 10_000);
    List<TbMsg> messages = server.pushed().stream().map(FakeServer.Pushed::message).toList();
    assertInOrder(messages, 10_000);
    assertThat(server.entities().devices()).hasSize(DEVICES);
    assertThat(ctx.enqueued()).hasSize(DEVICES);
    assertThat(ctx.told()).isEmpty();
  }

  @Test
  void ownChainDeliversTenThousandRecordsInOrder(TestBroker broker) throws Exception {
    ctx.chain(msg -> acknowledge(msg, msg.getCallback()::onSuccess));
    run(broker, "own-chain", 10_000);
    assertInOrder(ctx.told().stream().map(FakeNode.Told::message).toList(), 10_000);
    assertThat(server.pushed()).isEmpty();
  }

  private void acknowledge(TbMsg msg, Runnable acknowledgement) {
    long offset = Long.parseLong(msg.getMetaData().getValue("kafka.in.offset"));
    if (offset == HELD_OFFSET) {
      held.add(acknowledgement);
    } else {
      acknowledgement.run();
    }
  }

  private void run(TestBroker broker, String delivery, int records) throws Exception {
    String topic = broker.createTopic(PARTITIONS);
    produce(broker, topic, records);
    ObjectNode config = Configs.uplink(broker, topic).put("delivery", delivery);
    config.putObject("commit").put("interval", "100ms");
    KafkaUplinkNode node = ctx.start(Nodes.uplink(shared), config);
    String id = ctx.getSelfId().getId().toString();
    Map<Integer, Long> prefix =
        Map.of(0, HELD_OFFSET, 1, HELD_OFFSET, 2, HELD_OFFSET, 3, HELD_OFFSET);
    patiently().until(() -> held.size() == PARTITIONS && arrived() == records - behind(records));
    patiently().until(() -> committed(broker, id).equals(prefix));
    held.forEach(Runnable::run);
    patiently().until(() -> total(committed(broker, id)) == records);
    node.destroy();
    patiently().until(() -> shared.closer().size() == 0);
  }

  private int arrived() {
    return Math.max(server.pushedCount(), ctx.toldCount());
  }

  private static long total(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Devices take turns; each device's records go to one partition, with a rising value. */
  private static void produce(TestBroker broker, String topic, int records) {
    List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      int device = i % DEVICES;
      String value =
          "{\"deviceName\":\"d%d\",\"deviceType\":\"sensor\",\"telemetry\":{\"ts\":%d,\"values\":{\"n\":%d}}}"
              .formatted(device, 1_700_000_000_000L + i, i / DEVICES);
      all.add(
          new ProducerRecord<>(
              topic, device % PARTITIONS, ("d" + device).getBytes(), value.getBytes()));
    }
    broker.produce(all);
  }

  private static void assertInOrder(List<TbMsg> messages, int records) {
    Map<String, Integer> next = new HashMap<>();
    for (TbMsg msg : messages) {
      Map<String, String> metadata = msg.getMetaData().getData();
      int n = next.merge(metadata.get("deviceName"), 1, Integer::sum) - 1;
      int device = Integer.parseInt(metadata.get("deviceName").substring(1));
      assertThat(msg.getType()).isEqualTo("POST_TELEMETRY_REQUEST");
      assertThat(msg.getData()).isEqualTo("{\"n\":" + n + "}");
      assertThat(metadata)
          .containsEntry("deviceType", "sensor")
          .containsEntry("ts", Long.toString(1_700_000_000_000L + (long) n * DEVICES + device));
    }
    assertThat(next)
        .hasSize(DEVICES)
        .allSatisfy((name, n) -> assertThat(n).isEqualTo(records / DEVICES));
  }
}
