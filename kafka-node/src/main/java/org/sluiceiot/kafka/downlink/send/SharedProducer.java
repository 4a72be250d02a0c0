package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka producer that several outlets share, and the one thread that connects it, hands over what
 * waits, ends what waited too long, and closes it. The producer's {@code max.block.ms} is 0: its
 * send answers at once, so callers may use it directly.
 */
final class SharedProducer {
  private static final Logger LOG = LoggerFactory.getLogger(SharedProducer.class);
  private static final long TICK = Duration.ofMillis(250).toNanos();
  private static final long BLOCKED_TICK = Duration.ofMillis(5).toNanos();
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Clients clients;
  private final ProducerPool pool;
  private final ProducerPool.Key key;
  private final List<Outlet> outlets = new CopyOnWriteArrayList<>();
  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));
  private final Health health = new Health();
  private final Thread thread;
  private volatile Producer<byte[], byte[]> producer;
  private volatile FirstWrites firsts = new FirstWrites();
  private volatile Thread clientThread;
  private final Wakeup wakeup = new Wakeup();
  private final Cluster cluster = new Cluster(this::wake);
  private volatile boolean blocked;
  private String told = "";
  private long nextAttempt;
  private long nextTick;

  SharedProducer(Clients clients, ProducerPool pool, ProducerPool.Key key) {
    this.clients = clients;
    this.pool = pool;
    this.key = key;
    this.nextAttempt = System.nanoTime();
    this.nextTick = nextAttempt;
    thread = new Thread(this::run, "sluice-downlink-" + Integer.toHexString(hashCode()));
    thread.setDaemon(true);
    thread.setContextClassLoader(SharedProducer.class.getClassLoader());
  }

  ProducerPool.Key key() {
    return key;
  }

  List<Outlet> outlets() {
    return outlets;
  }

  /** Null while there is none. */
  Producer<byte[], byte[]> producer() {
    return producer;
  }

  /** Of the present producer. */
  FirstWrites firsts() {
    return firsts;
  }

  /** What is known of the cluster. */
  Cluster.Knowledge cluster() {
    return cluster.now();
  }

  /** Called by the pool, under its lock. */
  void add(Outlet outlet) {
    outlets.add(outlet);
    if (outlets.size() == 1 && thread.getState() == Thread.State.NEW) {
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
    AutoCloseable watch = clients.watch(cluster);
    boolean last = false;
    while (!last) {
      try {
        last = turn();
      } catch (RuntimeException | Error e) {
        // Broad: this thread is the only one that completes waiting messages; it must go on.
        LOG.error("the downlink thread goes on after a failure", e);
        LockSupport.parkNanos(TICK);
      }
    }
    close(detach());
    try {
      watch.close();
    } catch (Exception e) {
      // Broad as AutoCloseable is; nothing depends on the watch any more.
      LOG.warn("the cluster watch did not close", e);
    }
  }

  private boolean turn() {
    long now = System.nanoTime();
    if (producer == null) {
      connect(now);
    } else if (!cluster.now().usable()) {
      replaced(now, detach(), cluster.now().trouble());
    }
    announce();
    boolean waiting = false;
    for (Outlet outlet : outlets) {
      outlet.drain();
      waiting |= outlet.queued() > 0;
    }
    now = System.nanoTime();
    boolean last = endOutlets(now);
    if (now - nextTick >= 0) {
      nextTick = now + TICK;
      tick(now);
    }
    if (!last) {
      await(waiting && producer != null);
    }
    return last;
  }

  private void await(boolean waiting) {
    blocked = waiting;
    wakeup.await(waiting ? BLOCKED_TICK : TICK);
    blocked = false;
  }

  private boolean endOutlets(long now) {
    boolean last = false;
    for (Outlet outlet : outlets) {
      if (outlet.tryEnd(now)) {
        last = pool.remove(this, outlet);
        outlet.listener().closed();
      }
    }
    return last;
  }

  private void connect(long now) {
    Cluster.Knowledge known = cluster.now();
    if (!known.usable()) {
      tellAttempt(known.trouble());
    } else if (now - nextAttempt >= 0) {
      try {
        Set<Thread> before = ClientThreads.now();
        firsts = new FirstWrites();
        producer = clients.producer();
        clientThread = ClientThreads.since(before);
        health.watch(producer);
        backoff.reset();
        told = "";
      } catch (RuntimeException e) {
        // Broad: whatever a client's constructor throws, a broker that is away fails no start.
        nextAttempt = System.nanoTime() + backoff.next();
        LOG.debug("cannot make a producer", e);
        tellAttempt(e.getMessage() == null ? e.toString() : e.getMessage());
      }
    }
  }

  private void tellAttempt(String trouble) {
    if (!trouble.isEmpty() && !trouble.equals(told)) {
      told = trouble;
      outlets.forEach(outlet -> outlet.listener().disconnected("cannot connect: " + trouble));
    }
  }

  /** Tells outlets, also those that came later, which cluster this is. */
  private void announce() {
    String id = cluster.now().id();
    if (id == null || producer == null) {
      return;
    }
    for (Outlet outlet : outlets) {
      if (outlet.announce(id)) {
        outlet.listener().cluster(id);
        outlet.listener().connected();
      }
    }
  }

  private void tick(long now) {
    boolean dead = false;
    long oldest = 0;
    for (Outlet outlet : outlets) {
      dead |= outlet.expire(now);
      oldest = Math.max(oldest, outlet.oldestSent(now));
    }
    if (producer == null) {
      return;
    }
    Thread io = clientThread;
    if (io != null && !io.isAlive()) {
      LOG.warn("the Kafka client's thread has died; the client is replaced");
      // Before the records end, whose messages may bring the next ones.
      Producer<byte[], byte[]> closing = detach();
      outlets.forEach(outlet -> outlet.abandonSent("the Kafka client's thread has died"));
      replaced(now, closing, "the Kafka client stopped answering");
      return;
    }
    if (dead) {
      LOG.warn("the Kafka client left records without an answer; it is replaced");
      replaced(now, detach(), "the Kafka client stopped answering");
      return;
    }
    health.check(now, oldest).ifPresent(this::tellHealth);
  }

  private void replaced(long now, Producer<byte[], byte[]> closing, String reason) {
    close(closing);
    nextAttempt = now + backoff.next();
    outlets.forEach(outlet -> outlet.listener().disconnected(reason));
    outlets.forEach(Outlet::forgetCluster);
  }

  private void tellHealth(String trouble) {
    for (Outlet outlet : outlets) {
      if (trouble.isEmpty()) {
        outlet.listener().connected();
      } else {
        outlet.listener().disconnected(trouble);
      }
    }
  }

  /** From now on there is no producer; null when there was none. */
  private Producer<byte[], byte[]> detach() {
    Producer<byte[], byte[]> detached = producer;
    producer = null;
    clientThread = null;
    return detached;
  }

  private static void close(Producer<byte[], byte[]> closing) {
    if (closing != null) {
      try {
        closing.close(CLOSE);
      } catch (KafkaException e) {
        LOG.warn("the Kafka producer did not close cleanly: {}", e.getMessage());
      }
    }
  }
}
