package org.sluiceiot.kafka.downlink.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.ConfigException;

/** The send queue: counts, first records, clients that do not answer. */
class SendQueueTest extends SendQueueScene {
  @Test
  void theFirstRecordOfAPartitionGoesAlone() throws ConfigException {
    open(2, PATIENCE);
    offer("a", 0);
    offer("b", 0);
    offer("c", 1);
    assertThat(given()).containsExactly("a");
    assertThat(producer().completeNext()).isTrue();
    await(() -> given().size() == 3);
    assertThat(given()).containsExactly("a", "b", "c");
    offer("d", 0);
    assertThat(given()).endsWith("d");
    offer("e", 1);
    assertThat(given()).as("c is not acknowledged yet").endsWith("d");
  }

  @Test
  void afterAFailedFirstRecordTheNextOneGoesAlone() throws ConfigException {
    open(1, PATIENCE);
    offer("a", 0);
    offer("b", 0);
    offer("c", 0);
    producer().errorNext(new NotLeaderOrFollowerException("moved"));
    await(() -> given().size() == 2);
    assertThat(outcomes).containsExactly("a TIMEOUT");
    assertThat(given()).containsExactly("a", "b");
    producer().completeNext();
    await(() -> given().size() == 3);
    assertThat(outcomes).containsExactly("a TIMEOUT", "b sent");
  }

  @Test
  void aKeyDecidesThePartitionAsKafkaDoes() throws ConfigException {
    open(7, PATIENCE);
    List<Integer> before = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      byte[] key = ("device-" + i).getBytes();
      before.add(BuiltInPartitioner.partitionForKey(key, 7));
      offer("r" + i, key, PartitionChoice.BY_KEY);
      complete();
    }
    await(() -> outcomes.size() == 50);
    List<Integer> chosen =
        producer().history().stream()
            .map(ProducerRecord::partition)
            .takeWhile(partition -> partition != null)
            .toList();
    assertThat(chosen).hasSizeGreaterThan(6).isEqualTo(before.subList(0, chosen.size()));
    assertThat(Set.copyOf(chosen)).as("until every partition was written to").hasSize(7);
  }

  @Test
  void recordsWithoutKeyVisitEveryPartitionFirst() throws ConfigException {
    open(3, PATIENCE);
    for (int i = 0; i < 4; i++) {
      offer("r" + i, null, PartitionChoice.BY_KEY);
    }
    assertThat(producer().history()).extracting(ProducerRecord::partition).containsExactly(0, 1, 2);
    producer().completeNext();
    await(() -> given().size() == 4);
    assertThat(producer().history().get(3).partition()).isZero();
  }

  @Test
  void whatTheClientNeverAnswersIsEndedAndTheClientReplaced() throws ConfigException {
    open(1, Duration.ofSeconds(1));
    offer("a", 0);
    await(() -> outcomes.contains("a TIMEOUT"));
    await(() -> clients.producers().size() == 2);
    assertThat(clients.producers().get(0).closed()).isTrue();
    assertThat(queue.records()).isZero();
    assertThat(queue.inFlight()).isZero();
    offer("b", 0);
    await(() -> given().contains("b"));
    complete();
    await(() -> outcomes.contains("b sent"));
    assertThat(outcomes).containsExactly("a TIMEOUT", "b sent");
  }

  @Test
  void aClientWhoseThreadDiedIsReplaced() throws ConfigException, InterruptedException {
    open(1, PATIENCE);
    offer("a", 0);
    clients.ioThreads().get(0).interrupt();
    clients.ioThreads().get(0).join();
    await(() -> outcomes.contains("a TIMEOUT"));
    offer("b", 0);
    await(() -> clients.producers().size() == 2 && given().contains("b"));
    assertThat(clients.producers().get(0).closed()).isTrue();
    assertThat(clients.producers().get(0).history()).hasSize(1);
    complete();
    await(() -> outcomes.contains("b sent"));
  }

  @Test
  void countsReturnToNothing() throws ConfigException {
    open(1, PATIENCE);
    IntStream.range(0, 600).forEach(i -> offer("r" + i, 0));
    assertThat(queue.records()).isEqualTo(600);
    assertThat(queue.bytes()).isEqualTo(600 * Named.SIZE);
    assertThat(queue.inFlight()).isEqualTo(1);
    for (int i = 0; i < 600; i++) {
      await(() -> producer().completeNext());
    }
    await(() -> outcomes.size() == 600);
    assertThat(queue.records()).isZero();
    assertThat(queue.bytes()).isZero();
    assertThat(queue.inFlight()).isZero();
  }

  @Test
  void whatWaitsIsCountedApartFromWhatIsSent() throws ConfigException {
    open(1, PATIENCE);
    IntStream.range(0, 5).forEach(i -> offer("r" + i, 0));
    assertThat(queue.inFlight()).isEqualTo(1);
    assertThat(queue.queued()).isEqualTo(4);
    queue.refuse("it would circle");
    assertThat(outcomes).containsExactly("r1 REFUSED", "r2 REFUSED", "r3 REFUSED", "r4 REFUSED");
    assertThat(queue.inFlight()).isEqualTo(1);
    assertThat(queue.queued()).isZero();
    producer().completeNext();
    await(() -> outcomes.contains("r0 sent"));
    assertThat(queue.inFlight()).isZero();
  }

  @Test
  void oneTooManyIsRefusedAndRoomComesBack() throws ConfigException {
    open(1, PATIENCE);
    IntStream.range(0, 1_001).forEach(i -> offer("r" + i, 0));
    assertThat(outcomes).containsExactly("r1000 OVERFLOW");
    producer().completeNext();
    await(() -> outcomes.contains("r0 sent"));
    offer("again", 0);
    assertThat(outcomes).hasSize(2);
  }
}
