package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.guard.path.Path;
import org.sluiceiot.kafka.guard.path.PathHeader;
import org.sluiceiot.kafka.guard.path.SigningKeys;

/**
 * An outsider may write to the uplink's topic and read the downlink's, and knows everything but the
 * key. He spoils his own records and nobody else's.
 */
@ExtendWith(BrokerExtension.class)
class ForgedHeadersTest {
  private static final int HONEST = 2_000;
  private static final String SIGNED =
      "{'loopGuard':{'signingKeys':[{'number':1,'key':'" + "k".repeat(32) + "'}]}}";

  @Test
  void withoutSignaturesForgedRecordsCountAsLoopsAndHonestOnesPass(TestBroker broker)
      throws Exception {
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    try (Chain chain = start(broker, in, out, "{}")) {
      byte[] header = PathHeader.of(Path.of(idOf(chain)), SigningKeys.NONE).value();
      broker.produce(mixed(in, header, false));
      Awaitility.await().until(() -> chain.loops() + chain.passes() == 2 * HONEST);
      System.out.printf(
          "loops forged, no key: %d honest passed, %d forged stopped, %d alarms%n",
          chain.passes(), chain.loops(), chain.alarms().size());
      assertThat(chain.passes()).isEqualTo(HONEST);
      assertThat(chain.loops()).isEqualTo(HONEST);
      assertThat(chain.alarms()).isEmpty();
    }
  }

  /** Without a signature, with one of another key, and with one of another path. */
  @Test
  void withSignaturesForgedPathsCountForNothing(TestBroker broker) throws Exception {
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    try (Chain chain = start(broker, in, out, SIGNED)) {
      Path path = Path.of(idOf(chain));
      byte[] otherKey = PathHeader.of(path, keys("x".repeat(32))).value();
      byte[] changed = signedByTheChain(broker, chain, in, out).clone();
      changed[4] ^= 1;
      List<byte[]> forged =
          List.of(PathHeader.of(path, SigningKeys.NONE).value(), otherKey, changed);
      long expected = chain.passes();
      for (byte[] header : forged) {
        // What the downlink just wrote, so that every kind of suspicion is roused.
        broker.produce(mixed(in, header, true));
        expected += 2 * HONEST;
        long passes = expected;
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> chain.passes() == passes);
      }
      System.out.printf(
          "loops forged, signing on: %d passed, %d forged headers, %d returns, %d trials, %d alarms%n",
          chain.passes(),
          chain.count("forged"),
          chain.count("returns"),
          chain.count("trials"),
          chain.alarms().size());
      assertThat(chain.count("forged")).isEqualTo((long) forged.size() * HONEST);
      assertThat(chain.loops()).isZero();
      assertThat(chain.count("opened")).isZero();
      assertThat(chain.alarms()).isEmpty();
      assertThat(chain.down().others()).isEmpty();
    }
  }

  /** The code covers the path alone, so it can be copied: onto the copier's own records. */
  @Test
  void aCopiedHeaderSpoilsTheRecordThatItIsCopiedOnto(TestBroker broker) throws Exception {
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    try (Chain chain = start(broker, in, out, SIGNED)) {
      byte[] header = signedByTheChain(broker, chain, in, out);
      long before = chain.passes();
      broker.produce(mixed(in, header, true));
      Awaitility.await().until(() -> chain.loops() + chain.passes() - before == 2 * HONEST);
      assertThat(chain.loops()).isEqualTo(HONEST);
      assertThat(chain.passes() - before).isEqualTo(HONEST);
      assertThat(chain.count("opened")).isZero();
      assertThat(chain.alarms()).isEmpty();
    }
  }

  private static Chain start(TestBroker broker, String in, String out, String settings)
      throws Exception {
    return Chain.start(Plan.of(broker.bootstrapServers(), in, out).settings(settings))
        .awaitRunning();
  }

  private static long idOf(Chain chain) {
    return Path.idOf(chain.up().self());
  }

  private static SigningKeys keys(String key) {
    return new SigningKeys(Map.of(1, new Secret(key)));
  }

  /** A header that the chain's own downlink wrote; it names the uplink and the downlink. */
  private static byte[] signedByTheChain(TestBroker broker, Chain chain, String in, String out) {
    Records.produce(broker, in, 1);
    ConsumerRecord<byte[], byte[]> record = broker.consume(out, 1, Duration.ofSeconds(20)).get(0);
    Awaitility.await().until(() -> chain.passes() == 1);
    return record.headers().lastHeader(PathHeader.NAME).value();
  }

  /**
   * An honest and a forged record in turn.
   *
   * @param same whether the forged one has the honest one's payload
   */
  private static List<ProducerRecord<byte[], byte[]>> mixed(
      String topic, byte[] header, boolean same) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < HONEST; i++) {
      records.add(Records.reading(topic, "d" + i % 20, 21));
      ProducerRecord<byte[], byte[]> forged =
          new ProducerRecord<>(
              topic,
              "outsider".getBytes(StandardCharsets.UTF_8),
              same ? records.get(records.size() - 1).value() : Chain.reading("o", i).getBytes());
      forged.headers().add(PathHeader.NAME, header);
      records.add(forged);
    }
    return records;
  }
}
