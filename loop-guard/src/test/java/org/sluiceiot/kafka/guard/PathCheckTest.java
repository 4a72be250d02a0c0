package org.sluiceiot.kafka.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeObserver;
import org.sluiceiot.kafka.guard.GuardConfig.Policy;
import org.sluiceiot.kafka.guard.GuardConfig.RoundTrip;
import org.sluiceiot.kafka.guard.path.Path;

/** What happens to single records. */
class PathCheckTest {
  private final LoopGuard guard = new LoopGuard();
  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final FakeObserver observer = new FakeObserver();
  private final FakeHost host = new FakeHost();

  @Test
  void aRecordThatComesBackIsALoopAtOnceAndItsPathIsToldInWords() {
    GuardedEndpoint up = uplink("in", GuardConfig.DEFAULT);
    GuardedEndpoint down = downlink("out");
    PathCheck first = ingest(up, received(null));
    assertThat(first.loop()).isFalse();
    ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>("t", new byte[1]);
    PathCheck out = send(down, path(first), sent);
    assertThat(out.loop()).isFalse();
    PathCheck again = ingest(up, received(sent.headers()));
    assertThat(again.loop()).isTrue();
    assertThat(again.words()).isEqualTo("uplink 'in' → downlink 'out' → uplink 'in'");
    assertThat(observer.metrics().count("guard.loops")).isEqualTo(1);
  }

  @Test
  void loopsAreToldInWordsButNotEveryOne() {
    AtomicLong now = new AtomicLong();
    LoopGuard timed = new LoopGuard(now::get);
    Endpoint endpoint =
        new Endpoint(
            new Owner("in", "in", tenant, "test"),
            Direction.UPLINK,
            new TopicSet.Names(List.of("t")),
            host,
            GuardConfig.DEFAULT,
            observer);
    GuardedEndpoint up = timed.register(endpoint, verdict -> {});
    ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>("t", new byte[1]);
    send(downlink("out"), path(ingest(up, received(null))), sent);
    for (int i = 0; i < 100; i++) {
      ingest(up, received(sent.headers()));
    }
    assertThat(observer.events(Event.Kind.ALARM))
        .extracting(Event::text)
        .containsExactly(
            "uplink 'in' has seen 1 record before; the last came by uplink 'in' → unknown "
                + Path.of(Path.idOf(tenant, "out"))
                + " → uplink 'in'");
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    ingest(up, received(sent.headers()));
    assertThat(observer.events(Event.Kind.ALARM)).hasSize(2);
    assertThat(observer.events(Event.Kind.ALARM).get(1).text()).contains("seen 100 records");
  }

  @Test
  void aMessageThatComesToTheSameDownlinkAgainIsALoop() {
    GuardedEndpoint down = downlink("out");
    GuardedEndpoint up = uplink("in", GuardConfig.DEFAULT);
    ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>("t", new byte[1]);
    send(down, null, sent);
    String path = path(ingest(up, received(sent.headers())));
    ProducerRecord<byte[], byte[]> second = new ProducerRecord<>("t", new byte[1]);
    assertThat(send(down, path, second).loop()).isTrue();
    assertThat(second.headers()).isEmpty();
  }

  @Test
  void anAllowedRoundTripIsLimited() {
    GuardedEndpoint up =
        uplink("in", new GuardConfig(Policy.AS_OPERATOR, List.of(new RoundTrip("out", 2))));
    GuardedEndpoint down = downlink("out");
    Headers headers = null;
    int passes = 0;
    while (passes < 10) {
      PathCheck in = ingest(up, received(headers));
      if (in.loop()) {
        break;
      }
      passes++;
      ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>("t", new byte[1]);
      if (send(down, path(in), sent).loop()) {
        break;
      }
      headers = sent.headers();
    }
    assertThat(passes).isEqualTo(3);
  }

  @Test
  void aChainOverManyIsNoLoopUntilThePathIsFull() {
    String path = "";
    for (int i = 0; i < 16; i++) {
      PathCheck passage = send(downlink("d" + i), path, new ProducerRecord<>("t", new byte[1]));
      assertThat(passage.loop()).isFalse();
      path = path(passage);
    }
    PathCheck tooLong = send(downlink("last"), path, new ProducerRecord<>("t", new byte[1]));
    assertThat(tooLong.loop()).isTrue();
    assertThat(tooLong.words()).contains("longer than 16");
  }

  @Test
  void metadataThatIsNoPathMeansOriginUnknown() {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("t", new byte[1]);
    assertThat(send(downlink("out"), "nonsense", record).loop()).isFalse();
    assertThat(observer.metrics().count("guard.garbled")).isEqualTo(1);
    assertThat(record.headers()).hasSize(1);
  }

  @Test
  void forgedHeadersCostOnlyTheForgersOwnRecords() throws Exception {
    GuardedEndpoint plain = uplink("in", GuardConfig.DEFAULT);
    GuardedEndpoint down = downlink("out");
    ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>("t", new byte[1]);
    send(down, path(ingest(plain, received(null))), sent);
    assertThat(ingest(plain, received(sent.headers())).loop()).isTrue();

    host.settings(
        new ObjectMapper()
            .readTree(
                "{\"loopGuard\": {\"signingKeys\": [{\"number\": 1, \"key\": \"%s\"}]}}"
                    .formatted("k".repeat(32))));
    GuardedEndpoint strict = uplink("in", GuardConfig.DEFAULT);
    for (int i = 0; i < 1000; i++) {
      assertThat(ingest(strict, received(sent.headers())).loop()).isFalse();
    }
    assertThat(observer.metrics().count("guard.forged")).isEqualTo(1000);
    assertThat(observer.metrics().count("guard.returns")).isLessThanOrEqualTo(1);
    ProducerRecord<byte[], byte[]> signed = new ProducerRecord<>("t", new byte[1]);
    send(downlink("out"), path(ingest(strict, received(null))), signed);
    assertThat(ingest(strict, received(signed.headers())).loop()).isTrue();
  }

  private static PathCheck ingest(GuardedEndpoint by, ConsumerRecord<byte[], byte[]> record) {
    return by.checkConsumed(List.of(record))[0];
  }

  private static String path(PathCheck passage) {
    return passage.metadata().get(PathCheck.PATH);
  }

  /**
   * @param path null when the message came none
   */
  private static PathCheck send(
      GuardedEndpoint by, String path, ProducerRecord<byte[], byte[]> record) {
    Map<String, String> metadata = path == null ? Map.of() : Map.of(PathCheck.PATH, path);
    return by.checkAndStamp(metadata, record, 0);
  }

  private GuardedEndpoint uplink(String name, GuardConfig config) {
    return register(name, Direction.UPLINK, config);
  }

  private GuardedEndpoint downlink(String name) {
    return register(name, Direction.DOWNLINK, GuardConfig.DEFAULT);
  }

  private GuardedEndpoint register(String name, Direction way, GuardConfig config) {
    Owner owner = new Owner(name, name, tenant, "test");
    TopicSet topics = new TopicSet.Names(List.of("t"));
    return guard.register(new Endpoint(owner, way, topics, host, config, observer), verdict -> {});
  }

  private static ConsumerRecord<byte[], byte[]> received(Headers headers) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[1]);
    if (headers != null) {
      headers.forEach(record.headers()::add);
    }
    return record;
  }
}
