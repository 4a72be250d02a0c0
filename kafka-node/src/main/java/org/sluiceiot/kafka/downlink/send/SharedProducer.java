package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.Backoff;

/**
 * A Kafka producer that several queues share, and the one thread that connects it, hands over what
 * waits, ends what waited too long, and closes it. The producer's {@code max.block.ms} is 0: its
 * send answers at once, so callers may use it directly.
 *
 * <p>Whatever is thrown on that thread, it goes on: it is the only one that completes waiting
 * messages. Nodes are told, and work is tried again with growing pauses.
 */
final class SharedProducer {
  private static final Logger LOG = LoggerFactory.getLogger(SharedProducer.class);
  private static final long TICK = Duration.ofMillis(250).toNanos();
  private static final long BLOCKED_TICK = Duration.ofMillis(5).toNanos();

  /** A connection that says nothing for so long is in trouble. */
  private static final long LONGEST_SILENCE = Duration.ofSeconds(20).toNanos();

  /** So long the thread must work before a failure counts as over. */
  private static final long RECOVERED = Duration.ofSeconds(5).toNanos();

  private final Clients clients;
  private final ProducerPool pool;
  private final ProducerPool.Key key;
  private final List<SendQueue> queues = new CopyOnWriteArrayList<>();
  private final Backoff attempts = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));
  private final Backoff restarts = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
  private final ProducerHealth health = new ProducerHealth();
  private final Wakeup wakeup = new Wakeup();
  private final ProducerCluster cluster = new ProducerCluster(this::wake);
  private final ProducerClient client;
  private final Thread thread;
  private volatile boolean blocked;
  private AutoCloseable watch;

  /** How the client is doing. */
  private ProducerStatus status = ProducerStatus.CONNECTING;

  /** How this thread is doing; null when well. */
  private ProducerStatus failure;

  private long lastFailure;

  /** What the last failing step of this turn threw. */
  private Throwable thrown;

  /** Whether the client is to do better than one that failed. */
  private boolean replacing;

  /** Whether the client has left records without an answer for too long. */
  private boolean unanswered;

  /** Age of the oldest record that the client has, in nanoseconds. */
  private long oldestSent;

  private boolean ended;
  private final long started = System.nanoTime();
  private long nextAttempt = started;
  private long nextTick = started;

  SharedProducer(Clients clients, ProducerPool pool, ProducerPool.Key key) {
    this.clients = clients;
    this.pool = pool;
    this.key = key;
    client = new ProducerClient(clients, this::wake);
    thread = new Thread(this::run, "sluice-downlink-" + Integer.toHexString(hashCode()));
    thread.setDaemon(true);
    thread.setContextClassLoader(SharedProducer.class.getClassLoader());
  }

  ProducerPool.Key key() {
    return key;
  }

  List<SendQueue> queues() {
    return queues;
  }

  /** Null while there is none. */
  Producer<byte[], byte[]> producer() {
    return client.producer();
  }

  /** Of the present producer. */
  FirstWrites firsts() {
    return client.firsts();
  }

  /** What is known of the cluster. */
  ProducerCluster.Knowledge cluster() {
    return cluster.now();
  }

  /** Called by the pool, under its lock. */
  void add(SendQueue queue) {
    queues.add(queue);
    if (queues.size() == 1 && thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    wake();
  }

  void wake() {
    wakeup.wake();
  }

  /** After an answer: there may be room now for what waits. */
  void wakeIfWaiting() {
    if (blocked && !wakeup.isSignalled()) {
      wake();
    }
  }

  void progressed() {
    health.progressed();
  }

  double retried() {
    return health.retried();
  }

  private void run() {
    while (!ended) {
      thrown = null;
      turn();
      if (thrown != null) {
        failed(thrown);
      } else {
        recovered();
      }
    }
    step(() -> ProducerClient.close(client.detach()));
    step(this::closeWatch);
  }

  /**
   * One step of a turn. What it throws keeps neither the next step nor this thread from going on;
   * {@link #run} deals with it after the turn.
   */
  private void step(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      // Broad: this thread is the only one that completes waiting messages.
      thrown = e;
    }
  }

  /** The same step for every queue: one node's trouble is not another's. */
  private void each(Consumer<SendQueue> work) {
    for (SendQueue queue : queues) {
      step(() -> work.accept(queue));
    }
  }

  private void failed(Throwable e) {
    HostCode.run(() -> LOG.error("the downlink thread goes on after a failure", e));
    lastFailure = System.nanoTime();
    failure =
        ProducerStatus.failed("sending was ended by " + ErrorWords.of(e) + "; it is started again");
    step(this::tellStatus);
    LockSupport.parkNanos(restarts.next().toNanos());
  }

  private void recovered() {
    if (failure != null && System.nanoTime() - lastFailure > RECOVERED) {
      failure = null;
      restarts.reset();
    }
  }

  private void turn() {
    step(this::connect);
    step(this::announce);
    step(this::tellStatus);
    each(SendQueue::drain);
    long now = System.nanoTime();
    each(queue -> endIfDone(queue, now));
    if (now - nextTick >= 0) {
      nextTick = now + TICK;
      step(() -> tick(now));
    }
    if (!ended) {
      step(this::await);
    }
  }

  private void await() {
    blocked = client.producer() != null && queues.stream().anyMatch(queue -> queue.queued() > 0);
    wakeup.await(blocked ? BLOCKED_TICK : TICK);
    blocked = false;
  }

  private void endIfDone(SendQueue queue, long now) {
    if (queue.tryEnd(now)) {
      ended = pool.remove(this, queue);
      queue.reports().closed();
    }
  }

  private void closeWatch() {
    try {
      if (watch != null) {
        watch.close();
      }
    } catch (Exception e) {
      // Broad as AutoCloseable is; nothing depends on the watch any more.
      LOG.warn("the cluster watch did not close", e);
    }
  }

  private void connect() {
    long now = System.nanoTime();
    if (client.producer() == null) {
      makeClient(now);
    } else if (!cluster.now().usable()) {
      replace(now, client.detach(), ProducerStatus.away(cluster.now().trouble()));
    }
  }

  private void makeClient(long now) {
    ProducerCluster.Knowledge known = cluster.now();
    if (watch == null && now - nextAttempt >= 0) {
      attempt(() -> watch = clients.watch(cluster));
    }
    if (watch == null) {
      return;
    }
    if (!known.usable()) {
      boolean silent = now - started > LONGEST_SILENCE;
      String trouble = silent ? "no answer from the bootstrap servers" : "";
      trouble = known.trouble().isEmpty() ? trouble : known.trouble();
      if (!trouble.isEmpty()) {
        status = ProducerStatus.away("cannot connect: " + trouble);
      }
    } else if (now - nextAttempt >= 0) {
      attempt(client::make);
      if (client.producer() != null) {
        health.watch(client.producer(), replacing);
        status = replacing ? status : ProducerStatus.CONNECTED;
      }
    }
  }

  private void attempt(Runnable work) {
    try {
      work.run();
    } catch (KafkaException e) {
      nextAttempt = System.nanoTime() + attempts.next().toNanos();
      LOG.debug("cannot make a Kafka client", e);
      status = ProducerStatus.away("cannot connect: " + ErrorWords.message(e));
    } catch (Throwable e) {
      // Broad: whatever a client's constructor throws, the thread goes on and tries again.
      nextAttempt = System.nanoTime() + attempts.next().toNanos();
      HostCode.run(() -> LOG.error("cannot make a Kafka client", e));
      status = ProducerStatus.failed("the Kafka client cannot start: " + ErrorWords.of(e));
    }
  }

  /** Tells queues, also those that came later, which cluster this is. */
  private void announce() {
    String id = cluster.now().id();
    if (id != null && client.producer() != null) {
      for (SendQueue queue : queues) {
        queue.reports().cluster(id);
      }
    }
  }

  /** Tells queues, also those that came later, how the producer is doing. */
  private void tellStatus() {
    ProducerStatus told = Objects.requireNonNullElse(failure, status);
    queues.forEach(queue -> queue.reports().status(told));
  }

  private void tick(long now) {
    if (client.producer() != null && client.isDead()) {
      replaceDead(now);
    }
    unanswered = false;
    oldestSent = 0;
    each(queue -> check(queue, now));
    if (client.producer() == null) {
      return;
    }
    if (unanswered) {
      LOG.warn("the Kafka client left records without an answer; it is replaced");
      replace(now, client.detach(), ProducerStatus.away("the Kafka client stopped answering"));
      return;
    }
    judge(now);
  }

  private void check(SendQueue queue, long now) {
    unanswered |= queue.expire(now);
    oldestSent = Math.max(oldestSent, queue.oldestSent(now));
    queue.reports().tick(client.producer(), now);
  }

  private void replaceDead(long now) {
    LOG.warn("the Kafka client's thread has died; the client is replaced");
    Throwable death = client.death();
    String reason = death == null ? "an unexpected error" : ErrorWords.of(death);
    // Before the records end, whose messages may bring the next ones.
    Producer<byte[], byte[]> closing = client.detach();
    each(queue -> queue.abandonSent("the Kafka client was ended by " + reason));
    String text = "the Kafka client was ended by " + reason + "; it is replaced";
    replace(now, closing, ProducerStatus.failed(text));
  }

  private void judge(long now) {
    ProducerCluster.Knowledge known = cluster.now();
    String trouble = health.check(now, oldestSent, known);
    if (trouble == null) {
      return;
    }
    if (trouble.isEmpty() && health.isProven()) {
      replacing = false;
      attempts.reset();
    }
    trouble = trouble.isEmpty() ? known.unresolved() : trouble;
    status = trouble.isEmpty() ? ProducerStatus.CONNECTED : ProducerStatus.away(trouble);
    tellStatus();
  }

  private void replace(long now, Producer<byte[], byte[]> closing, ProducerStatus because) {
    replacing = true;
    status = because;
    tellStatus();
    ProducerClient.close(closing);
    nextAttempt = now + attempts.next().toNanos();
    queues.forEach(queue -> queue.reports().forgetCluster());
  }
}
