package org.sluiceiot.kafka.uplink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.guard.Direction;
import org.sluiceiot.kafka.guard.Endpoint;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.TopicSet;
import org.sluiceiot.kafka.uplink.config.DecoderInput;
import org.sluiceiot.kafka.uplink.config.Encoding;
import org.sluiceiot.kafka.uplink.config.EntityConfig;
import org.sluiceiot.kafka.uplink.config.FilterConfig;
import org.sluiceiot.kafka.uplink.config.RouteConfig;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetterCause;
import org.sluiceiot.kafka.uplink.offsets.CommitNote;
import org.sluiceiot.kafka.uplink.route.Routes;

/**
 * Whatever is thrown at whatever stage, each record ends in exactly one outcome, the books balance,
 * the partition goes on within seconds, and no text tells what a library said.
 */
@ExtendWith(LeakCheck.class)
class EveryFailureTest {
  private static final int RECORDS = 200;
  private static final List<String> STRATEGIES = List.of("dead-letter", "skip");
  private static final List<String> ORDERS = List.of("key", "partition", "none");

  /** The partition goes on within seconds; the rest is for a slow machine. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void everyRecordEndsInExactlyOneOutcome() throws Exception {
    long seed = System.nanoTime();
    System.out.println("EveryFailureTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 6; round++) {
      new Round(random, STRATEGIES.get(round % 2), ORDERS.get(round % 3)).run();
    }
  }

  /** One engine without a broker. */
  private static final class Round {
    private final FaultyRecords faults;
    private final FakeIntegrationContext context = new FakeIntegrationContext();
    private final boolean skips;
    private final UplinkConfig config;
    private final SafeObserver observer;
    private final Statistics statistics;
    private final InFlight inFlight;
    private final Timers timers = new Timers();
    private final Assignment assignment = new Assignment();
    private final PartitionWork work =
        new PartitionWork(new TopicPartition("t", 0), new CommitNote(1));
    private final AtomicReference<Throwable> crashed = new AtomicReference<>();

    Round(Random random, String strategy, String order) throws Exception {
      faults = new FaultyRecords(random, RECORDS);
      skips = strategy.equals("skip");
      String json =
          """
          {"topics":["t"],"connection":{"bootstrapServers":"localhost:1"},
           "entities":{"updateOnlyKeys":["none"]},
           "processing":{"order":"%s","workers":%d},
           "failures":{"strategy":"%s","retryDelay":"1ms","maxRetryDelay":"20ms"}}
          """
              .formatted(order, 1 + random.nextInt(3), strategy);
      config = withRoutes(ConfigReader.read(JsonPayload.MAPPER.readTree(json), UplinkConfig.class));
      context.answer(faults::deliver);
      observer = new SafeObserver(context.observer(), Redaction.of(config));
      statistics = new Statistics(observer.metrics());
      inFlight = new InFlight(config.processing());
      assignment.add(work);
    }

    private UplinkConfig withRoutes(UplinkConfig read) {
      List<RouteConfig> routes = new ArrayList<>();
      for (FilterConfig filter :
          List.of(new FilterConfig.Pointer("/k", faults.wanted()), new FilterConfig.None())) {
        routes.add(
            new RouteConfig(
                "r",
                filter,
                decoding -> faults.decoder(),
                DecoderInput.VALUE,
                Encoding.NONE,
                Encoding.NONE,
                null,
                (EntityConfig) null));
      }
      return new UplinkConfig(
          read.connection(),
          read.topics(),
          read.topicPattern(),
          read.topicExclude(),
          read.groupId(),
          read.startAt(),
          read.decoder(),
          routes,
          read.record(),
          read.metadata(),
          read.entities(),
          read.processing(),
          read.commit(),
          read.failures(),
          read.rates(),
          read.loopGuard());
    }

    void run() throws Exception {
      WorkerPool pool = new WorkerPool(config.processing().workers(), "test");
      try (GuardedEndpoint guard = register()) {
        Dispatcher dispatcher = dispatcher(guard, pool);
        dispatcher.dispatch(polled());
        Awaitility.await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(1))
            .failFast(() -> crashed.get() != null)
            .until(
                () -> {
                  timers.run();
                  return inFlight.records() == 0;
                });
      } finally {
        pool.shutdown();
        assertThat(crashed.get()).isNull();
      }
      booksBalance();
      textsAreForUsers();
    }

    private void booksBalance() {
      ObjectNode counts = statistics.json();
      long sum = 0;
      for (Outcome outcome : Outcome.values()) {
        sum += counts.path(name(outcome)).asLong();
      }
      assertThat(sum).as(counts.toString()).isEqualTo(RECORDS);
      assertThat(counts.path("received").asLong()).isEqualTo(RECORDS);
      assertThat(work.offsets().committable()).isEqualTo(RECORDS);
      assertThat(inFlight.bytes()).isZero();
      long failed = counts.path("failed").asLong();
      long ended = counts.path(name(skips ? Outcome.SKIPPED : Outcome.DEAD_LETTERED)).asLong();
      assertThat(ended).as(counts.toString()).isEqualTo(failed).isPositive();
      assertThat(faults.letters()).hasSize(skips ? 0 : (int) failed);
    }

    private static String name(Outcome outcome) {
      return outcome.metric();
    }

    private void textsAreForUsers() {
      List<String> texts = new ArrayList<>();
      for (Event event : context.observer().events()) {
        texts.add(event.text());
        texts.addAll(event.details().values());
      }
      faults.letters().stream().map(DeadLetterCause::text).forEach(texts::add);
      assertThat(texts)
          .isNotEmpty()
          .allSatisfy(
              text ->
                  assertThat(text)
                      .isNotBlank()
                      .doesNotContain("SELECT", "overflow", "cannot be cast", "null")
                      .doesNotContainPattern("\\w\\.\\w+\\.\\w|Exception|Error\\b|org/"));
    }

    private ConsumerRecords<byte[], byte[]> polled() {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        byte[] key = i % 3 == 0 ? null : new byte[] {(byte) (i % 17)};
        records.add(new ConsumerRecord<>("t", 0, i, key, faults.value(i)));
      }
      return new ConsumerRecords<>(Map.of(work.topicPartition(), records));
    }

    private GuardedEndpoint register() {
      return new LoopGuard()
          .register(
              new Endpoint(
                  context.self(),
                  Direction.UPLINK,
                  new TopicSet.Names(List.of("t")),
                  context.host()),
              verdict -> {});
    }

    private Dispatcher dispatcher(GuardedEndpoint guard, WorkerPool pool) throws Exception {
      InputLog inputs = new InputLog(observer, Redaction.of(config));
      Settlement settlement = new Settlement(inFlight, statistics);
      Alarms alarms = new Alarms(observer, Clock.systemUTC());
      FailureHandler failures =
          new FailureHandler(
              config.failures(), faults, settlement, statistics, timers, observer, alarms, inputs);
      Routes routes = Routes.compile(config, new DecoderContext("test", Map.of(), context.host()));
      Pipeline pipeline =
          new Pipeline(
              context,
              routes,
              new RecordPairs(config.metadata(), "test"),
              new Rates(config.rates(), context.self().tenant()),
              config.failures(),
              statistics,
              inputs,
              new DataWatch(routes.all(), statistics, alarms, inputs, Clock.systemUTC()));
      List<Worker> workers = new ArrayList<>();
      for (int i = 0; i < config.processing().workers(); i++) {
        workers.add(
            new Worker(
                pool, config.processing().order(), pipeline, settlement, failures, crashed::set));
      }
      return new Dispatcher(
          workers,
          config.processing().order(),
          guard::checkConsumed,
          assignment,
          inFlight,
          statistics);
    }
  }
}
