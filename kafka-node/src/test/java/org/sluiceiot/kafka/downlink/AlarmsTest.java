package org.sluiceiot.kafka.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.guard.LoopGuard;

/** Trouble that many messages meet is one alarm with a count, told with no lock held. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class AlarmsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Nothing listens there. */
  private static final String NOWHERE = "127.0.0.1:9";

  private final KafkaDownlink node = new KafkaDownlink(new ProducerPool(), new LoopGuard());

  @AfterEach
  void destroy() {
    node.destroy();
  }

  private void init(StrictContext context, String servers, String topic, String more)
      throws ConfigException {
    node.init(context, Messages.config(servers, topic, more));
  }

  private void send(int count, String data) {
    for (int i = 0; i < count; i++) {
      node.onMessage(Messages.telemetry(data));
    }
  }

  @Test
  void dropOldestWithABrokerAwayIsOneAlarmWithACount() throws ConfigException {
    StrictContext context = new StrictContext(new FakeHost());
    init(
        context,
        NOWHERE,
        "t",
        "'queue':{'maxRecords':100,'whenFull':'drop-oldest','closeTimeout':'0s'}");
    send(1_100, "{}");
    context.await(1_000);
    assertThat(context.reported().metrics().count("downlink.dropped", "reason", "queue-full"))
        .isEqualTo(1_000);
    node.destroy();
    context.await(1_100);
    assertThat(context.reported().events(Event.Kind.ALARM)).hasSizeLessThan(5);
    assertThat(context.alarms("queue-full")).hasSize(1);
    assertThat(context.awaitResolved("queue-full").details()).containsEntry("count", "1000");
    assertThat(context.reported().events(Event.Kind.ALARM)).hasSizeLessThan(5);
    assertThat(context.underLock()).isEmpty();
  }

  @Test
  void aFallbackThatDropsTheOldestIsOneAlarmWithACount(TestBroker broker) throws ConfigException {
    StrictContext context = new StrictContext(new FakeHost());
    init(
        context,
        broker.bootstrapServers(),
        broker.createTopic(1),
        "'sending':{'maxRecordSize':'1KiB'},"
            + "'queue':{'maxRecords':10,'whenFull':'drop-oldest','closeTimeout':'0s'},"
            + "'fallback':{'topic':'f','connection':{'bootstrapServers':'127.0.0.1:9'}}");
    send(210, "\"" + "x".repeat(2_000) + "\"");
    context.await(200);
    node.destroy();
    context.await(210);
    assertThat(context.alarms("fallback-queue-full")).hasSize(1);
    assertThat(context.awaitResolved("fallback-queue-full").details())
        .containsEntry("count", "200");
    assertThat(context.reported().events(Event.Kind.ALARM)).hasSizeLessThan(5);
    assertThat(context.underLock()).isEmpty();
  }

  @Test
  void storedRecordsThatTheBrokerRefusesAreOneAlarm(TestBroker broker, @TempDir Path directory)
      throws ConfigException {
    StrictContext context = new StrictContext(new FakeHost().directory(directory));
    String topic =
        broker.createTopic(TestBroker.uniqueName("small"), 1, Map.of("max.message.bytes", "2000"));
    init(
        context,
        broker.bootstrapServers(),
        topic,
        "'sending':{'batchSize':'1KiB'},'buffer':{'type':'disk'}");
    send(50, "\"" + "x".repeat(5_000) + "\"");
    context.await(50);
    awaitCount(context, "downlink.buffer.dropped", "too-large", 50);
    assertThat(context.alarms("stored-refused")).hasSize(1);
    assertThat(context.reported().events(Event.Kind.ALARM)).hasSize(1);
    assertThat(context.underLock()).isEmpty();
  }

  @Test
  void storedRecordsThatAreTooOldAreOneAlarm(TestBroker broker, @TempDir Path directory)
      throws ConfigException {
    KafkaDownlink first = new KafkaDownlink(new ProducerPool(), new LoopGuard());
    CountingContext before =
        new CountingContext(FakeHost.owner("first"), new FakeHost().directory(directory));
    String buffer = "'buffer':{'type':'disk','store':{'maxAge':'1h'}}";
    first.init(before, Messages.config(NOWHERE, "t", "'queue':{'closeTimeout':'0s'}," + buffer));
    for (int i = 0; i < 10_000; i++) {
      first.onMessage(Messages.telemetry("{}"));
    }
    before.await(10_000, PATIENCE);
    first.destroy();
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61));
    StrictContext context = new StrictContext(new FakeHost().directory(directory).clock(later));
    init(context, broker.bootstrapServers(), broker.createTopic(1), buffer);
    awaitCount(context, "downlink.buffer.dropped", "expired", 10_000);
    List<Event> alarms = context.alarms("stored-expired");
    assertThat(alarms).hasSize(1);
    assertThat(alarms.get(0).text()).contains("1h");
    assertThat(context.underLock()).isEmpty();
  }

  private static void awaitCount(StrictContext context, String name, String reason, long count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () ->
                assertThat(context.reported().metrics().count(name, "reason", reason))
                    .isEqualTo(count));
  }
}
