package org.sluiceiot.kafka.downlink.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.ConfigException;

/** Records that wait: who hands them over, and in which order. */
class TopicQueuesTest extends SendQueueScene {
  @Test
  void aTopicThatMovesIsHandedOverByTheCallersToo() throws Exception {
    open(1, PATIENCE);
    offer("first", 0);
    complete();
    queue.hold();
    offer("wrong", 5);
    IntStream.range(0, 80).forEach(i -> offer("r" + i, 0));
    telling = new CountDownLatch(1);
    try {
      queue.open();
      await(() -> queue.queued() == 17);
      // The producer's thread tells the outcome of the wrong one until the latch opens.
      IntStream.range(80, 97).forEach(i -> offer("r" + i, 0));
      assertThat(queue.queued()).isZero();
    } finally {
      telling.countDown();
    }
    List<String> inOrder = new ArrayList<>(List.of("first"));
    IntStream.range(0, 97).forEach(i -> inOrder.add("r" + i));
    assertThat(given()).isEqualTo(inOrder);
    await(() -> outcomes.size() == 2);
    assertThat(outcomes).containsExactly("first sent", "wrong RENDER");
  }

  @Test
  void callersDoNotAskAProducerThatRefuses() throws ConfigException {
    open(1, PATIENCE);
    offer("first", 0);
    complete();
    clients.refusing = new BufferExhaustedException("full");
    IntStream.range(0, 100).forEach(i -> offer("r" + i, 0));
    assertThat(Collections.frequency(clients.askers(), Thread.currentThread())).isEqualTo(2);
    clients.refusing = null;
    await(() -> given().size() == 101);
    assertThat(queue.queued()).isZero();
  }

  @Test
  void afterAnErrorOfTheClientOutcomesAreToldAndTheNextRecordsPass() throws ConfigException {
    open(1, Duration.ofSeconds(1));
    offer("first", 0);
    complete();
    queue.hold();
    offer("wrong", 5);
    offer("a", 0);
    clients.error = new NoClassDefFoundError("the host is stopping");
    queue.open();
    await(() -> clients.error == null);
    await(() -> queue.queued() == 0);
    await(() -> outcomes.size() > 1);
    assertThat(outcomes).element(1).isEqualTo("wrong RENDER");
    await(() -> outcomes.contains("a TIMEOUT"));
    offer("b", 0);
    await(() -> given().contains("b"));
    complete();
    await(() -> outcomes.contains("b sent"));
    assertThat(queue.records()).isZero();
  }
}
