package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.host.State;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.guard.Direction;
import org.sluiceiot.kafka.guard.Endpoint;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.TopicSet;

@ExtendWith({LeakCheck.class, BrokerExtension.class})
class BoundsTest {
  private final FakeIntegrationContext context = new FakeIntegrationContext();

  @Test
  void aLoopIsRefusedAndNothingIsRead(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(topic, "a", Uplinks.device("d", 1));
    LoopGuard guard = new LoopGuard();
    KafkaUplink uplink = new KafkaUplink(guard);
    try (GuardedEndpoint downlink =
        guard.register(
            new Endpoint(
                FakeHost.owner("writer", context.self().tenant()),
                Direction.DOWNLINK,
                new TopicSet.Names(List.of(topic)),
                context.host()),
            verdict -> {})) {
      downlink.clusterId(broker.clusterId());
      uplink.start(
          context, Uplinks.config(broker.bootstrapServers(), "{'topics':['" + topic + "']}"));
      context.observer().awaitState(State.REFUSED);
      assertThat(context.observer().last().reason()).contains("writer", topic);
      assertThat(context.delivered()).isEmpty();
    } finally {
      uplink.stop();
    }
  }

  @Test
  void aBrokerThatIsAwayIsWaitedFor() throws Exception {
    KafkaUplink uplink = new KafkaUplink(new LoopGuard());
    uplink.start(context, Uplinks.config("127.0.0.1:1", "{'topics':['a']}"));
    try {
      Uplinks.await(() -> context.observer().last().reason().contains("tcp"));
      assertThat(context.observer().last().state()).isEqualTo(State.STARTING);
    } finally {
      uplink.stop();
    }
    assertThat(context.observer().last().state()).isEqualTo(State.STOPPED);
  }

  @Test
  void recordsInFlightAreBounded(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    ConcurrentLinkedQueue<CompletableFuture<Void>> open = new ConcurrentLinkedQueue<>();
    context.answer(
        batch -> {
          CompletableFuture<Void> answer = new CompletableFuture<>();
          open.add(answer);
          return answer;
        });
    broker.produce(
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    new ProducerRecord<>(
                        topic, ("k" + i).getBytes(), Uplinks.device("d" + i, i).getBytes()))
            .toList());
    String config = "{'topics':['%s'],'processing':{'maxRecords':10}}".formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      context.awaitDelivered(10);
      assertThat(uplink.count("inFlight")).isEqualTo(10);
      while (context.delivered().size() < 100 || !open.isEmpty()) {
        assertThat(uplink.count("inFlight")).isLessThanOrEqualTo(20);
        CompletableFuture<Void> answer = open.poll();
        if (answer != null) {
          answer.complete(null);
        }
      }
      uplink.awaitCommitted(topic, 0, 100);
    }
  }

  @Test
  void aRateLetsRecordsWait(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    for (int i = 0; i < 6; i++) {
      broker.produce(topic, "k", Uplinks.device("d", i));
    }
    String config = "{'topics':['%s'],'rates':{'device':'3:1'}}".formatted(topic);
    long before = System.nanoTime();
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      context.awaitDelivered(6);
      assertThat(System.nanoTime() - before).isGreaterThan(900_000_000L);
      uplink.awaitCommitted(topic, 0, 6);
      assertThat(uplink.count("retried")).isZero();
    }
  }

  @Test
  void aRecordAboveTheRateCanBecomeADeadLetter(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    for (int i = 0; i < 3; i++) {
      broker.produce(topic, "k", Uplinks.device("d", i));
    }
    String config =
        "{'topics':['%s'],'rates':{'integration':'1:3600','overflow':'dead-letter'}}"
            .formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCount("dead.lettered", 2);
      assertThat(uplink.count("delivered")).isEqualTo(1);
    }
  }

  @Test
  void arbitraryBytesDoNotStopTheEngine(TestBroker broker) throws Exception {
    String topic = broker.createTopic(3);
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      records.add(arbitrary(topic, random));
    }
    broker.produce(records);
    String config = "{'topics':['%s'],'failures':{'strategy':'skip'}}".formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      Uplinks.await(
          () ->
              uplink.count("skipped") + uplink.count("delivered") + uplink.count("ignored")
                  == 10_000);
      assertThat(uplink.count("received")).isEqualTo(10_000);
      assertThat(context.observer().last().state()).isEqualTo(State.RUNNING);
    }
  }

  private static ProducerRecord<byte[], byte[]> arbitrary(String topic, Random random) {
    byte[] value = new byte[random.nextInt(200)];
    random.nextBytes(value);
    RecordHeaders headers = new RecordHeaders();
    headers.add(random.nextBoolean() ? "sluice-path" : "h", value);
    byte[] key = random.nextBoolean() ? null : new byte[] {(byte) random.nextInt()};
    return new ProducerRecord<>(topic, null, key, random.nextInt(10) == 0 ? null : value, headers);
  }

  @Test
  void theLastInputsCanBeDecodedAgainWithoutDelivering(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    context.observer().debugging(true);
    broker.produce(topic, "k", Uplinks.device("dry", 1));
    JsonNode config = Uplinks.config(broker.bootstrapServers(), "{'topics':['" + topic + "']}");
    JsonNode input;
    try (Uplinks uplink = Uplinks.start(broker, context, "{'topics':['" + topic + "']}")) {
      context.awaitDelivered(1);
      input = uplink.uplink().command("last-inputs", Uplinks.NOTHING).path(0);
    }
    JsonNode result = new KafkaUplink(new LoopGuard()).dryRun(context, config, input);
    assertThat(result.path("output").path(0).path("deviceName").asText()).isEqualTo("dry");
    assertThat(context.delivered()).hasSize(1);
    JsonNode wrong =
        Uplinks.json(
            "{'payload':'%s'}"
                .formatted(
                    Base64.getEncoder()
                        .encodeToString("{\n \"a\":".getBytes(StandardCharsets.UTF_8))));
    assertThat(
            new KafkaUplink(new LoopGuard()).dryRun(context, config, wrong).path("error").asText())
        .contains("line");
  }

  @Test
  void checkNamesTheLayers(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    JsonNode config = Uplinks.config(broker.bootstrapServers(), "{'topics':['" + topic + "']}");
    CheckReport report = new KafkaUplink(new LoopGuard()).check(context, config, step -> {});
    assertThat(report.ok()).as(report.toString()).isTrue();
    JsonNode away = Uplinks.config("127.0.0.1:1", "{'topics':['a']}");
    assertThat(new KafkaUplink(new LoopGuard()).check(context, away, step -> {}).ok()).isFalse();
  }
}
