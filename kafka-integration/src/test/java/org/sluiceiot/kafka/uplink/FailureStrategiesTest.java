package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;

@ExtendWith({LeakCheck.class, BrokerExtension.class})
class FailureStrategiesTest {
  private final FakeIntegrationContext context = new FakeIntegrationContext();

  @Test
  void skipCountsAndGoesOn(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(topic, "a", "not json");
    broker.produce(topic, "a", Uplinks.device("d", 1));
    String config = "{'topics':['%s'],'failures':{'strategy':'skip'}}".formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCount("delivered", 1);
      assertThat(uplink.count("skipped")).isEqualTo(1);
      uplink.awaitCommitted(topic, 0, 2);
      assertThat(context.observer().events(Event.Kind.ERROR)).hasSize(1);
    }
  }

  @Test
  void stopHoldsThePartitionUntilItIsResumed(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    AtomicInteger refusals = new AtomicInteger(1);
    context.answer(
        batch ->
            refusals.getAndDecrement() > 0
                ? CompletableFuture.failedFuture(new RejectedDataException("not wanted"))
                : CompletableFuture.completedFuture(null));
    broker.produce(topic, "a", Uplinks.device("d", 1));
    String config = "{'topics':['%s'],'failures':{'strategy':'stop'}}".formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      context.observer().awaitState(State.DEGRADED);
      assertThat(context.observer().last().reason()).contains("not wanted");
      assertThat(context.observer().events(Event.Kind.ALARM)).hasSize(1);
      broker.produce(topic, "a", Uplinks.device("d", 2));
      assertThat(uplink.committed(topic, 0)).isZero();
      JsonNode resumed = uplink.uplink().command("resume", Uplinks.NOTHING);
      assertThat(resumed.path("resumed").asInt()).isEqualTo(1);
      uplink.awaitCommitted(topic, 0, 2);
      context.observer().awaitState(State.RUNNING);
      assertThat(uplink.count("delivered")).isEqualTo(2);
    }
  }

  @Test
  void passingErrorsAreTriedAgainInOrder(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    AtomicInteger failures = new AtomicInteger(3);
    context.answer(
        batch ->
            failures.getAndDecrement() > 0
                ? CompletableFuture.failedFuture(new RetriableException("busy", null))
                : CompletableFuture.completedFuture(null));
    broker.produce(topic, "a", Uplinks.device("first", 1));
    broker.produce(topic, "a", Uplinks.device("second", 2));
    String config = "{'topics':['%s'],'failures':{'retryDelay':'2ms'}}".formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCount("delivered", 2);
      assertThat(context.delivered())
          .extracting(batch -> batch.entities().get(0).name())
          .containsExactly("first", "first", "first", "first", "second");
      assertThat(uplink.count("retried")).isEqualTo(3);
    }
  }

  @Test
  void whatStaysUnavailableForTooLongBecomesADeadLetter(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    context.answer(batch -> CompletableFuture.failedFuture(new RetriableException("away", null)));
    broker.produce(topic, "a", Uplinks.device("d", 1));
    String config =
        "{'topics':['%s'],'failures':{'retryDelay':'1ms','retryFor':'20ms'}}".formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCount("dead.lettered", 1);
      uplink.awaitCommitted(topic, 0, 1);
      JsonNode letters = uplink.uplink().command("dead-letters", Uplinks.NOTHING);
      JsonNode letter = letters.path("letters").path(0);
      assertThat(letter.path("topic").asText()).isEqualTo(topic);
      assertThat(letter.path("stage").asText()).isEqualTo("TASK_PUT");
      assertThat(letter.path("error").asText()).isEqualTo("away");
    }
  }

  @Test
  void aDeadLetterTopicThatCannotBeWrittenHoldsThePartition(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    String letters = TestBroker.uniqueName("letters");
    broker.produce(topic, "a", "not json");
    String config =
        "{'topics':['%s'],'failures':{'deadLetterTopic':'%s','createDeadLetterTopic':false}}"
            .formatted(topic, letters);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      context.observer().awaitState(State.DEGRADED);
      assertThat(context.observer().last().reason()).contains(letters, "createDeadLetterTopic");
      assertThat(context.observer().events(Event.Kind.ALARM)).hasSize(1);
      assertThat(uplink.committed(topic, 0)).isZero();
      broker.createTopic(letters, 1);
      uplink.awaitCommitted(topic, 0, 1);
      context.observer().awaitState(State.RUNNING);
    }
  }

  @Test
  void deadLettersAreSentAgainToWhereTheyCameFrom(TestBroker broker) throws Exception {
    String topic = broker.createTopic(2);
    AtomicInteger refusals = new AtomicInteger(2);
    context.answer(
        batch ->
            refusals.getAndDecrement() > 0
                ? CompletableFuture.failedFuture(new RejectedDataException("no such profile"))
                : CompletableFuture.completedFuture(null));
    broker.produce(topic, "a", Uplinks.device("d1", 1));
    broker.produce(topic, "b", Uplinks.device("d2", 2));
    try (Uplinks uplink = Uplinks.start(broker, context, "{'topics':['" + topic + "']}")) {
      uplink.awaitCount("dead.lettered", 2);
      JsonNode first = uplink.uplink().command("redrive", Uplinks.json("{'max':1}"));
      assertThat(first.path("sent").asInt()).isEqualTo(1);
      JsonNode rest = uplink.uplink().command("redrive", Uplinks.NOTHING);
      assertThat(rest.path("sent").asInt()).isEqualTo(1);
      uplink.awaitCount("delivered", 2);
      assertThat(uplink.uplink().command("redrive", Uplinks.NOTHING).path("sent").asInt()).isZero();
      assertThat(context.delivered().get(3).metadata())
          .doesNotContainKey("kafka.in.header.__connect.errors.topic");
    }
  }

  @Test
  void aFiveMegabyteRecordThatFailsIsKeptWhole(TestBroker broker) throws Exception {
    String topic =
        broker.createTopic(TestBroker.uniqueName("big"), 1, Map.of("max.message.bytes", "6000000"));
    byte[] big = new byte[5_000_000];
    java.util.Arrays.fill(big, (byte) 'x');
    try (var producer = Big.producer(broker)) {
      producer.send(new org.apache.kafka.clients.producer.ProducerRecord<>(topic, big)).get();
    }
    try (Uplinks uplink = Uplinks.start(broker, context, "{'topics':['" + topic + "']}")) {
      uplink.awaitCount("dead.lettered", 1);
      assertThat(
              broker
                  .consume(uplink.deadLetters(), 1, java.time.Duration.ofSeconds(20))
                  .get(0)
                  .value())
          .isEqualTo(big);
    }
  }
}
