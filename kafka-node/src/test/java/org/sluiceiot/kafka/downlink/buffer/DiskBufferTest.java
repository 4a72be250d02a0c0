package org.sluiceiot.kafka.downlink.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeNodeContext;
import org.sluiceiot.fixtures.FakeNodeContext.Outcome;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.downlink.KafkaDownlink;
import org.sluiceiot.kafka.downlink.Messages;

/** The disk buffer as a node uses it, with brokers away, disks full and processes killed. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class DiskBufferTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Nothing listens there. */
  private static final String NOWHERE = "127.0.0.1:9";

  private static FakeNodeContext context(Path directory) {
    return new FakeNodeContext(FakeHost.owner("node"), new FakeHost().directory(directory));
  }

  private static KafkaDownlink node(
      FakeNodeContext context, String servers, String topic, String store) throws ConfigException {
    KafkaDownlink node = new KafkaDownlink();
    String buffer = "'buffer':{'type':'disk','store':{" + store + "}}";
    String queue = "'queue':{'closeTimeout':'2s'},'key':'k',";
    node.init(context, Messages.config(servers, topic, queue + buffer));
    return node;
  }

  private static List<Integer> numbers(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8).strip())
        .map(Integer::valueOf)
        .toList();
  }

  /** The broker is reached only by the second instance, which finds what the first one stored. */
  @Test
  void storedIsSuccessAndReachesTheBrokerAfterARestart(TestBroker broker, @TempDir Path directory)
      throws ConfigException {
    String topic = broker.createTopic(1);
    FakeNodeContext context = context(directory);
    KafkaDownlink first = node(context, NOWHERE, topic, "");
    for (int i = 0; i < 500; i++) {
      first.onMessage(Messages.telemetry(Integer.toString(i)));
    }
    for (Outcome outcome : context.awaitOutcomes(500)) {
      assertThat(outcome.relation()).isEqualTo("Success");
      assertThat(outcome.message().metadata()).containsEntry("kafka.out.buffered", "true");
    }
    first.destroy();
    KafkaDownlink second = node(context, broker.bootstrapServers(), topic, "");
    second.onMessage(Messages.telemetry("500"));
    try {
      assertThat(numbers(broker.consume(topic, 501, PATIENCE)))
          .isEqualTo(IntStream.rangeClosed(0, 500).boxed().toList());
    } finally {
      second.destroy();
    }
  }

  @Test
  void whatWasStoredSurvivesKillMinusNine(TestBroker broker, @TempDir Path directory)
      throws IOException, InterruptedException, ConfigException {
    String topic = broker.createTopic(1);
    List<Integer> stored = killed(directory, NOWHERE, topic, 0, count -> count == 3_000);
    assertThat(stored).hasSizeGreaterThanOrEqualTo(3_000);

    KafkaDownlink node = node(context(directory), broker.bootstrapServers(), topic, "");
    try {
      List<Integer> delivered = numbers(broker.consume(topic, stored.size(), PATIENCE));
      assertThat(delivered).containsAll(stored).isSorted();
    } finally {
      node.destroy();
    }
  }

  /** H2's database lost acknowledged rows only after a minute of steady writes. */
  @Test
  @Tag("soak")
  void nothingStoredIsLostByKillsAfterMoreThanAMinuteOfSteadyWrites(
      TestBroker broker, @TempDir Path directory) throws Exception {
    String topic = broker.createTopic(1);
    Set<Integer> stored = new HashSet<>();
    for (int round = 0; round < 5; round++) {
      // Half of the rounds send what they store, the others keep it.
      String servers = round % 2 == 0 ? broker.bootstrapServers() : NOWHERE;
      long until = System.nanoTime() + Duration.ofSeconds(75).toNanos();
      int first = 1 + round * 1_000_000;
      stored.addAll(
          killed(directory, servers, topic, first, count -> System.nanoTime() - until >= 0));
    }
    KafkaDownlink node = node(context(directory), broker.bootstrapServers(), topic, "");
    try {
      Set<Integer> missing = new HashSet<>(stored);
      missing.removeAll(numbers(broker.consume(topic, stored.size(), PATIENCE)));
      System.out.printf("stored %d, lost %d%n", stored.size(), missing.size());
      assertThat(missing).isEmpty();
      assertThat(stored).hasSizeGreaterThan(5_000);
    } finally {
      node.destroy();
    }
  }

  /** What a process has stored that was killed when {@code enough}, asked after each, said so. */
  private static List<Integer> killed(
      Path directory, String servers, String topic, int first, IntPredicate enough)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            BufferingChild.class.getName(),
            directory.toString(),
            servers,
            topic,
            Integer.toString(first));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<Integer> stored = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("stored ")) {
          stored.add(Integer.valueOf(line.substring(7)));
        }
        if (enough.test(stored.size())) {
          // Not of the process object, which would close the stream that is still being read.
          child.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return stored;
  }

  @Test
  void whatIsTooOldIsGivenUpAndCounted(TestBroker broker, @TempDir Path directory)
      throws ConfigException {
    String topic = broker.createTopic(1);
    FakeNodeContext context = context(directory);
    KafkaDownlink first = node(context, NOWHERE, topic, "'maxAge':'1h'");
    for (int i = 0; i < 20; i++) {
      first.onMessage(Messages.telemetry(Integer.toString(i)));
    }
    context.awaitOutcomes(20);
    first.destroy();

    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61));
    FakeNodeContext after =
        new FakeNodeContext(
            FakeHost.owner("node"), new FakeHost().directory(directory).clock(later));
    KafkaDownlink second = node(after, broker.bootstrapServers(), topic, "'maxAge':'1h'");
    try {
      second.onMessage(Messages.telemetry("20"));
      assertThat(numbers(broker.consume(topic, 1, PATIENCE))).containsExactly(20);
      assertThat(after.observer().metrics().count("downlink.buffer.dropped", "reason", "expired"))
          .isEqualTo(20);
      assertThat(after.observer().events(Event.Kind.ALARM))
          .anyMatch(event -> "stored-expired".equals(event.details().get("incident")));
    } finally {
      second.destroy();
    }
  }

  /** A restarted node begins while its predecessor, which has the files, still ends. */
  @Test
  void aSecondInstanceWaitsForTheFilesOfTheFirst(TestBroker broker, @TempDir Path directory)
      throws ConfigException {
    String topic = broker.createTopic(1);
    FakeNodeContext context = context(directory);
    KafkaDownlink first = node(context, NOWHERE, topic, "");
    first.onMessage(Messages.telemetry("0"));
    context.awaitOutcomes(1);
    FakeNodeContext after = context(directory);
    KafkaDownlink second = node(after, broker.bootstrapServers(), topic, "");
    try {
      second.onMessage(Messages.telemetry("1"));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> after.observer().last().reason().contains("buffer"));
      assertThat(after.outcomes()).isEmpty();
      first.destroy();
      assertThat(after.awaitOutcomes(1).get(0).relation()).isEqualTo("Success");
      assertThat(numbers(broker.consume(topic, 2, PATIENCE))).containsExactly(0, 1);
    } finally {
      first.destroy();
      second.destroy();
    }
  }

  @Test
  void aFullBufferFailsWhatComesAndDeliversWhatItHas(TestBroker broker, @TempDir Path directory)
      throws ConfigException {
    String topic = broker.createTopic(1);
    FakeNodeContext context = context(directory);
    KafkaDownlink node = node(context, NOWHERE, topic, "'limit':'1MiB','segment':'256KiB'");
    int sent = 0;
    while (context.outcomes().stream().noneMatch(o -> o.relation().equals("Failure"))) {
      for (int i = 0; i < 100; i++) {
        node.onMessage(Messages.telemetry(sent++ + " ".repeat(1_000)));
      }
      context.awaitOutcomes(sent);
    }
    List<Outcome> outcomes = context.outcomes();
    assertThat(outcomes).hasSize(sent);
    assertThat(outcomes.get(sent - 1).message().metadata())
        .containsEntry("kafka.out.error", "overflow");
    int stored = (int) outcomes.stream().filter(o -> o.relation().equals("Success")).count();
    assertThat(stored).isPositive();
    node.destroy();
    KafkaDownlink again = node(context, broker.bootstrapServers(), topic, "");
    try {
      assertThat(numbers(broker.consume(topic, stored, PATIENCE)))
          .isEqualTo(IntStream.range(0, stored).boxed().toList());
    } finally {
      again.destroy();
    }
  }

  @Test
  void aFullDiskFailsWhatComesAndKeepsWhatItHas(TestBroker broker, @TempDir Path directory)
      throws IOException, InterruptedException, ConfigException {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()),
        "may not mount a small file system");
    try {
      String topic = broker.createTopic(1);
      FakeNodeContext context = context(disk);
      KafkaDownlink node = node(context, NOWHERE, topic, "");
      int sent = 0;
      while (context.outcomes().stream().noneMatch(o -> o.relation().equals("Failure"))) {
        for (int i = 0; i < 100; i++) {
          node.onMessage(Messages.telemetry(sent++ + " ".repeat(1_000)));
        }
        context.awaitOutcomes(sent);
      }
      List<Outcome> outcomes = context.outcomes();
      assertThat(outcomes.get(sent - 1).message().metadata())
          .containsEntry("kafka.out.error", "store");
      List<Integer> stored =
          outcomes.stream()
              .filter(o -> o.relation().equals("Success"))
              .map(o -> Integer.valueOf(o.message().data().strip()))
              .toList();
      node.destroy();
      KafkaDownlink again = node(context, broker.bootstrapServers(), topic, "");
      try {
        assertThat(numbers(broker.consume(topic, stored.size(), PATIENCE)))
            .containsAll(stored)
            .isSorted();
      } finally {
        again.destroy();
      }
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  /** One record that could not be read once stood in front of all others, without a word. */
  @Test
  void aDamagedFileLosesNoMoreThanItHasToAndIsAnAlarm(TestBroker broker, @TempDir Path directory)
      throws Exception {
    String topic = broker.createTopic(1);
    FakeNodeContext context = context(directory);
    KafkaDownlink first = node(context, NOWHERE, topic, "'segment':'256KiB'");
    for (int i = 0; i < 1_000; i++) {
      first.onMessage(Messages.telemetry(i + " ".repeat(1_000)));
      if (i % 100 == 99) {
        // So that each batch finds its file: they are changed between two batches.
        context.awaitOutcomes(i + 1);
      }
    }
    first.destroy();
    List<Path> files = segments(directory.resolve("buffer"));
    assertThat(files).hasSizeGreaterThan(2);
    long from = number(files.get(1));
    long to = number(files.get(2));
    byte[] bytes = Files.readAllBytes(files.get(1));
    bytes[bytes.length / 2]++;
    Files.write(files.get(1), bytes);
    FakeNodeContext after = context(directory);
    KafkaDownlink second = node(after, broker.bootstrapServers(), topic, "'segment':'256KiB'");
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> after.observer().metrics().gauge("downlink.buffer.records") == 0);
      long lost = after.observer().metrics().count("downlink.buffer.dropped", "reason", "store");
      assertThat(lost).isBetween(1L, to - from);
      List<Integer> delivered = numbers(broker.consume(topic, (int) (1_000 - lost), PATIENCE));
      assertThat(delivered)
          .isEqualTo(
              IntStream.range(0, 1_000).filter(i -> i < to - lost || i >= to).boxed().toList());
      assertThat(after.observer().events(Event.Kind.ALARM))
          .singleElement()
          .satisfies(
              alarm ->
                  assertThat(alarm.details())
                      .containsEntry("incident", "stored-damaged")
                      .containsEntry("count", Long.toString(lost)));
    } finally {
      second.destroy();
    }
  }

  private static List<Path> segments(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(".segment")).sorted().toList();
    }
  }

  private static long number(Path segment) {
    return Long.parseLong(segment.getFileName().toString().replaceAll("\\D", ""));
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      // The program does not exist here, which the caller takes as "may not".
      return false;
    }
  }
}
