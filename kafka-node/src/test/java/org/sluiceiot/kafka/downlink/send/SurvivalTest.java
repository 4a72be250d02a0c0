package org.sluiceiot.kafka.downlink.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.kafka.connection.policy.HostPort;

/**
 * Whatever is thrown, and by whom: the producer's thread goes on, the state says so, and every
 * record has one outcome.
 */
class SurvivalTest extends SendQueueScene {
  private ProducerStatus.Kind kind() {
    return statuses.isEmpty() ? null : statuses.get(statuses.size() - 1).kind();
  }

  private void awaitStatus(ProducerStatus.Kind kind) {
    await(() -> kind() == kind);
  }

  private ProducerStatus failed() {
    return statuses.stream()
        .filter(status -> status.kind() == ProducerStatus.Kind.FAILED)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anErrorOfTheHostKeepsNoOtherRecordFromItsOutcome() throws ConfigException {
    open(1, PATIENCE);
    queue.hold();
    hostile = "r1";
    IntStream.range(0, 4).forEach(i -> offer("r" + i, 0));
    queue.refuse("it would circle");
    assertThat(outcomes).containsExactly("r0 REFUSED", "r1 REFUSED", "r2 REFUSED", "r3 REFUSED");
  }

  @Test
  void anErrorOfTheClientIsTheRecordsFailureAndNotTheCallers() throws ConfigException {
    open(1, PATIENCE);
    offer("first", 0);
    complete();
    await(() -> outcomes.size() == 1);
    clients.error = new OutOfMemoryError("Java heap space");
    offer("a", 0);
    assertThat(outcomes).containsExactly("first sent", "a TIMEOUT");
    offer("b", 0);
    complete();
    await(() -> outcomes.contains("b sent"));
    assertThat(outcomes).hasSize(3);
    assertThat(queue.records()).isZero();
  }

  @Test
  void aClientThatCannotBeMadeForWantOfMemoryIsTriedAgain() throws ConfigException {
    ScriptedClients scripted = new ScriptedClients(1);
    scripted.producerFails = new OutOfMemoryError("Java heap space");
    open(scripted, PATIENCE, false);
    offer("a", 0);
    await(() -> clients.producers().size() == 1 && given().contains("a"));
    complete();
    await(() -> outcomes.contains("a sent"));
    awaitStatus(ProducerStatus.Kind.CONNECTED);
    assertThat(failed().reason()).contains("memory").doesNotContain("OutOfMemoryError");
  }

  /** It once ended the thread before it had begun. */
  @Test
  void aClusterWatchThatCannotStartIsTriedAgain() throws ConfigException {
    ScriptedClients scripted = new ScriptedClients(1);
    scripted.watchFails = new NoClassDefFoundError("org/example/Missing");
    open(scripted, PATIENCE, false);
    offer("a", 0);
    await(() -> clients.producers().size() == 1 && given().contains("a"));
    complete();
    await(() -> outcomes.contains("a sent"));
    awaitStatus(ProducerStatus.Kind.CONNECTED);
    assertThat(failed().reason()).doesNotContain("org/example");
  }

  /** As of an answer that claims 450 MB. */
  @Test
  void anIoThreadThatDiesOfWantOfMemoryIsFailedUntilTheNextOneWorks() throws Exception {
    open(1, PATIENCE);
    awaitStatus(ProducerStatus.Kind.CONNECTED);
    offer("a", 0);
    clients.deadly = new OutOfMemoryError("Java heap space");
    clients.ioThreads().get(0).interrupt();
    awaitStatus(ProducerStatus.Kind.FAILED);
    assertThat(failed().reason()).contains("memory").doesNotContain("OutOfMemoryError");
    await(() -> outcomes.contains("a TIMEOUT"));
    await(() -> clients.producers().size() == 2);
    assertThat(kind()).as("until the new client has shown that it works").isEqualTo(FAILED);
    offer("b", 0);
    await(() -> given().contains("b"));
    complete();
    awaitStatus(ProducerStatus.Kind.CONNECTED);
    assertThat(outcomes).containsExactly("a TIMEOUT", "b sent");
    clients.deadly = null;
  }

  private static final ProducerStatus.Kind FAILED = ProducerStatus.Kind.FAILED;

  /** Its pauses are our own and its clients are scripted: once is enough. */
  @Tag("slow")
  @Test
  void clientsThatDieOneAfterTheOtherAreMadeMoreAndMoreSeldom() throws Exception {
    open(1, PATIENCE);
    long begin = System.nanoTime();
    for (int death = 0; death < 4; death++) {
      int made = death + 1;
      await(() -> clients.producers().size() == made);
      clients.ioThreads().get(death).interrupt();
    }
    await(() -> clients.producers().size() == 5);
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .as("pauses of 0.5, 1, 2 and 4 s")
        .isGreaterThan(Duration.ofSeconds(7));
    assertThat(statuses.stream().filter(status -> status.kind() == FAILED).distinct()).hasSize(1);
  }

  @Test
  void aNodeThatJoinsALostProducerIsToldToo() throws Exception {
    open(1, PATIENCE);
    clients.listener().refused("the operator denies it");
    awaitStatus(ProducerStatus.Kind.AWAY);
    List<ProducerStatus> second = join();
    await(() -> second.equals(List.of(statuses.get(statuses.size() - 1))));
  }

  @Test
  void aMissingTopicIsToldAndWhenItIsThere() throws ConfigException {
    open(1, PATIENCE);
    clients.noTopic = true;
    offer("a", 0);
    await(() -> topics.size() == 1);
    assertThat(topics.get(0)).contains("no topic 't'");
    clients.noTopic = false;
    await(() -> topics.size() == 2);
    assertThat(topics.get(1)).isEmpty();
    await(() -> given().contains("a"));
  }

  @Test
  void anAdvertisedHostThatIsNotKnownIsTold() throws ConfigException {
    ScriptedClients scripted = new ScriptedClients(1);
    scripted.unresolved = List.of(new HostPort("broker.internal", 9092));
    open(scripted, PATIENCE, false);
    awaitStatus(ProducerStatus.Kind.AWAY);
    assertThat(statuses.get(statuses.size() - 1).reason())
        .contains("broker.internal:9092", "advertised.listeners");
  }

  @Test
  void whatIsDroppedIsToldWithNoLockHeld() throws ConfigException {
    open(new ScriptedClients(1), PATIENCE, true);
    queue.hold();
    IntStream.range(0, 1_010).forEach(i -> offer("r" + i, 0));
    assertThat(dropped.get()).isEqualTo(10);
    assertThat(outcomes).hasSize(10).allMatch(outcome -> outcome.endsWith("OVERFLOW"));
  }
}
