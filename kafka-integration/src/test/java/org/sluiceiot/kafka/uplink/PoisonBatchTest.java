package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.uplink.deadletter.ErrorHeaders;

/**
 * A few bytes on the broker that are more than the process has memory once they are read: the
 * uplink lives on, tells so, finds the record and sets it aside.
 */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class PoisonBatchTest {
  private static final int HEAP = 256;
  private static final int BLANKS = 300 << 20;

  private static void await(SmallUplink uplink, Callable<Boolean> condition) {
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofMillis(50))
          .until(condition);
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(String.join("\n", uplink.everything()), e);
    }
  }

  private static byte[] device(String name) {
    return Uplinks.device(name, 1).getBytes();
  }

  private static String config(String topic, String letters, String strategy) {
    return "{'topics':['%s'],'failures':{'deadLetterTopic':'%s','strategy':'%s'}}"
        .formatted(topic, letters, strategy);
  }

  /** A record of blanks between two good ones, all with one key. */
  private static void produceBlanks(TestBroker broker, String topic) throws Exception {
    byte[] blanks = new byte[BLANKS];
    Arrays.fill(blanks, (byte) ' ');
    byte[] key = {'k'};
    try (Producer<byte[], byte[]> producer = Big.compressing(broker)) {
      producer.send(new ProducerRecord<>(topic, key, device("before"))).get();
      producer.send(new ProducerRecord<>(topic, key, blanks)).get();
      producer.send(new ProducerRecord<>(topic, key, device("after"))).get();
    }
  }

  @Test
  void aRecordLargerThanTheMemoryBecomesADeadLetterThatNamesIt(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    String letters = broker.createTopic(1);
    produceBlanks(broker, topic);
    try (SmallUplink uplink =
        SmallUplink.start(HEAP, broker.bootstrapServers(), config(topic, letters, "dead-letter"))) {
      await(uplink, () -> uplink.delivered().contains("after"));
      assertThat(uplink.states()).anyMatch(state -> state.startsWith("FAILED reading broke off"));
      ConsumerRecord<byte[], byte[]> letter =
          broker.consume(letters, 1, Duration.ofSeconds(30)).get(0);
      assertThat(letter.value()).isNull();
      assertThat(Uplinks.header(letter.headers(), ErrorHeaders.OFFSET)).isEqualTo("1");
      assertThat(Uplinks.header(letter.headers(), ErrorHeaders.STAGE)).isEqualTo("KAFKA_CONSUME");
      assertThat(Uplinks.header(letter.headers(), ErrorHeaders.VALUE_OMITTED)).contains("memory");
      assertThat(uplink.delivered()).containsOnly("before", "after");
      assertThat(uplink.events())
          .anyMatch(event -> event.startsWith("ALARM uplink "))
          .anyMatch(
              event ->
                  event.startsWith("ALARM unreadable-record ") && event.contains(topic + "-0@1"));
      await(uplink, () -> uplink.state().equals("RUNNING "));
    }
  }

  @Test
  void aRecordLargerThanTheMemoryStopsItsPartitionWhereThatIsTheStrategy(TestBroker broker)
      throws Exception {
    String topic = broker.createTopic(1);
    produceBlanks(broker, topic);
    try (SmallUplink uplink =
        SmallUplink.start(
            HEAP, broker.bootstrapServers(), config(topic, topic + "-letters", "stop"))) {
      await(uplink, () -> uplink.state().contains("stopped at " + topic + "-0@1"));
      assertThat(uplink.state()).startsWith("DEGRADED");
      assertThat(uplink.delivered()).contains("before").doesNotContain("after");
    }
  }

  @Test
  void manyRecordsThatAreTooLargeTogetherAreReadOneByOne(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    byte[] value = new byte[1 << 20];
    Arrays.fill(value, (byte) ' ');
    System.arraycopy(device("large"), 0, value, 0, device("large").length);
    try (Producer<byte[], byte[]> producer = Big.compressing(broker)) {
      for (int i = 0; i < 400; i++) {
        producer.send(new ProducerRecord<>(topic, value));
      }
      producer.send(new ProducerRecord<>(topic, device("last"))).get();
    }
    try (SmallUplink uplink =
        SmallUplink.start(
            HEAP, broker.bootstrapServers(), config(topic, topic + "-letters", "dead-letter"))) {
      await(uplink, () -> uplink.delivered().contains("last"));
      assertThat(uplink.delivered().stream().filter("large"::equals).count())
          .isGreaterThanOrEqualTo(400);
      assertThat(uplink.events()).noneMatch(event -> event.contains("unreadable-record"));
    }
  }

  @Test
  void anAnswerThatClaimsHundredsOfMegabytesIsSurvived(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(topic, "k", Uplinks.device("d", 1));
    try (GreedyProxy proxy = new GreedyProxy(broker.bootstrapServers());
        SmallUplink uplink =
            SmallUplink.start(
                HEAP, proxy.address(), config(topic, topic + "-letters", "dead-letter"))) {
      await(uplink, () -> uplink.state().startsWith("FAILED reading broke off: memory ran out"));
      await(uplink, () -> proxy.claims() >= 2);
      assertThat(uplink.states()).noneMatch(state -> state.startsWith("RUNNING"));
      proxy.honest();
      await(uplink, () -> uplink.delivered().contains("d"));
      await(uplink, () -> uplink.state().startsWith("RUNNING"));
      assertThat(uplink.events()).noneMatch(event -> event.contains("unreadable-record"));
    }
  }
}
