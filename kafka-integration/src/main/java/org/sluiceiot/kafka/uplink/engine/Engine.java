package org.sluiceiot.kafka.uplink.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.kafka.connection.ConnectionConfig;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.connection.KnownClusters;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.kafka.connection.check.ClusterWatch;
import org.sluiceiot.kafka.guard.Direction;
import org.sluiceiot.kafka.guard.Endpoint;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.Verdict;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetterWriter;
import org.sluiceiot.kafka.uplink.route.Routes;

/** One running uplink. Safe for any thread. */
public final class Engine {
  private static final Duration DEAD_LETTERS_CLOSE = Duration.ofSeconds(3);
  private static final long STOP_SECONDS = 28;

  private final Assignment assignment = new Assignment();
  private final Timers timers = new Timers();
  private final Statistics statistics;
  private final InFlight inFlight;
  private final InputLog inputs;
  private final Alarms alarms;
  private final DataWatch dataWatch;
  private final Subscription subscription;
  private final WorkerPool pool;
  private final DeadLetterWriter deadLetters;
  private final Dispatcher dispatcher;
  private final GuardedEndpoint guard;
  private final ClusterGate gate;
  private final KafkaClients clients;
  private final Routes routes;
  private final PollLoop loop;
  private final Succession succession;
  private final Thread thread;
  private final UplinkHealth health;
  private ClusterWatch watch;
  private final ConnectionConfig connection;

  /** Puts the parts together and registers with the guard; nothing runs before {@link #start}. */
  public Engine(
      IntegrationContext context,
      UplinkConfig config,
      KafkaClients clients,
      Routes routes,
      LoopGuard loopGuard) {
    this.clients = clients;
    this.routes = routes;
    String id = context.self().id();
    connection = config.connection();
    Redaction redaction = Redaction.of(config);
    Observer observer = new SafeObserver(context.observer(), redaction);
    subscription = new Subscription(config, context.self(), clients::groupId);
    statistics = new Statistics(observer.metrics());
    inFlight = new InFlight(config.processing());
    inputs = new InputLog(observer, redaction);
    alarms = new Alarms(observer, context.host().clock());
    dataWatch = new DataWatch(routes.all(), statistics, alarms, inputs, context.host().clock());
    health = new UplinkHealth(observer, assignment, alarms);
    guard = loopGuard.register(endpoint(context, observer, config), verdict -> wake());
    deadLetters =
        new DeadLetterWriter(
            subscription.deadLetterTopic(),
            clients,
            context.self(),
            config.failures().createDeadLetterTopic());
    pool = new WorkerPool(config.processing().workers(), id);
    dispatcher = dispatcher(context, observer, config, routes);
    gate = new ClusterGate(connection, guard, this::wake);
    loop = loop(config, context.host().clock(), observer.metrics());
    succession = new Succession(context.self());
    thread = new Thread(succession.following(loop), "sluice-uplink-" + id);
    routes.countIn(observer.metrics());
    new Gauges(assignment, inFlight).register(observer.metrics());
  }

  private Endpoint endpoint(IntegrationContext context, Observer observer, UplinkConfig config) {
    return new Endpoint(
        context.self(),
        Direction.UPLINK,
        subscription.topicSet(),
        context.host(),
        config.loopGuard(),
        observer);
  }

  private PollLoop loop(UplinkConfig config, Clock clock, Metrics metrics) {
    return new PollLoop(
        trouble -> open(config, clock, metrics, trouble),
        gate,
        guard,
        health,
        clients.redaction(),
        upkeep());
  }

  /** The parts of one consumer's life, put together. */
  private Session open(UplinkConfig config, Clock clock, Metrics metrics, ReadingTrouble trouble)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<String> groupTopics =
        subscription.byPattern() ? GroupTopics.ask(clients, subscription.groupId()) : Set.of();
    Consumer<byte[], byte[]> consumer =
        clients.consumer(ConsumerTuning.of(subscription, config, trouble.careful()));
    StartOffsets starts = new StartOffsets(consumer, subscription, groupTopics, clock);
    Committer committer = new Committer(consumer, config.commit(), assignment, metrics);
    Drain drain = new Drain(timers, dispatcher::again);
    return new Session(
        consumer,
        subscription,
        assignment,
        starts,
        new Rebalance(consumer, assignment, starts, drain, committer, config.processing()),
        committer,
        new RecordReader(consumer, assignment, starts, trouble, dispatcher, health),
        new PollingRoom(inFlight, clients),
        timers);
  }

  private PollLoop.Upkeep upkeep() {
    return new PollLoop.Upkeep() {
      @Override
      public void eachTurn() {
        dispatcher.wake();
      }

      @Override
      public void nowAndThen() {
        deadLetters.lookAfter();
        dataWatch.lookBack();
      }
    };
  }

  private Dispatcher dispatcher(
      IntegrationContext context, Observer observer, UplinkConfig config, Routes routes) {
    Settlement settlement = new Settlement(inFlight, statistics);
    FailureHandler failures =
        new FailureHandler(
            config.failures(),
            deadLetters,
            settlement,
            statistics,
            timers,
            observer,
            alarms,
            inputs);
    Pipeline pipeline =
        new Pipeline(
            context,
            routes,
            new RecordPairs(config.metadata(), context.self().name()),
            new Rates(config.rates(), context.self().tenant()),
            config.failures(),
            statistics,
            inputs,
            dataWatch);
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < config.processing().workers(); i++) {
      workers.add(
          new Worker(
              pool, config.processing().order(), pipeline, settlement, failures, this::broken));
    }
    return new Dispatcher(
        workers,
        config.processing().order(),
        guard::checkConsumed,
        assignment,
        inFlight,
        statistics);
  }

  /** Starts the polling thread; a cycle that can be known now is refused now. */
  public synchronized void start() {
    health.starting();
    KnownClusters.idOf(connection).ifPresent(guard::clusterId);
    if (guard.verdict().kind() == Verdict.Kind.REFUSED) {
      health.refused(guard.verdict().text());
    }
    watch = clients.watch(gate);
    thread.start();
  }

  /** Ends within thirty seconds; idempotent. */
  public synchronized void stop() {
    if (watch != null) {
      watch.close();
    }
    succession.stopping();
    loop.stop();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    guard.close();
    deadLetters.close(DEAD_LETTERS_CLOSE);
    pool.shutdown();
  }

  private void broken(Throwable error) {
    if (loop != null) {
      loop.broken(error);
    }
  }

  private void wake() {
    if (loop != null) {
      loop.wakeUp();
    }
  }

  /** What the integration reads and where its dead letters go. */
  public Subscription subscription() {
    return subscription;
  }

  /** The last inputs, newest first. */
  public JsonNode lastInputs() {
    return inputs.json();
  }

  /** Counts, and one entry per partition of this member. */
  public ObjectNode statistics() {
    long now = System.nanoTime();
    ObjectNode json = statistics.json();
    json.set("routes", routes.counts());
    json.put("inFlight", inFlight.records());
    json.put("inFlightBytes", inFlight.bytes());
    ArrayNode partitions = json.putArray("partitions");
    for (PartitionWork work : assignment.all()) {
      ObjectNode one = partitions.addObject();
      one.put("topic", work.topicPartition().topic());
      one.put("partition", work.topicPartition().partition());
      one.put("committed", work.committed());
      one.put("lag", work.lag());
      one.put("inFlight", work.inFlight().get());
      one.put("oldestUnacknowledgedMillis", TimeUnit.NANOSECONDS.toMillis(work.oldestAge(now)));
      one.put("obstacle", work.hindrance());
    }
    return json;
  }

  /**
   * Tries records again at which partitions have stopped.
   *
   * @return how many
   */
  public int resumeStopped() {
    int resumed = 0;
    for (PartitionWork work : assignment.all()) {
      for (RecordTask task : work.unpark()) {
        task.afresh();
        work.obstacle(Obstacle.NONE);
        dispatcher.again(task);
        resumed++;
      }
    }
    return resumed;
  }
}
