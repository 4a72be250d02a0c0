package org.sluiceiot.platform.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.sluiceiot.api.plugin.UsageException;
import org.sluiceiot.platform.broker.BrokerOptions;
import org.sluiceiot.platform.broker.BrokerStartException;
import org.sluiceiot.platform.broker.KafkaBroker;
import org.sluiceiot.platform.broker.PortTakenException;

/**
 * Apache Kafka's broker beside a host, with its data in the host's directory. A broker that ends by
 * itself is started again; the host's own end, whatever way, ends it too. Started and closed by one
 * thread.
 */
final class EmbeddedBroker implements AutoCloseable {
  private static final String LISTENER = "PLAINTEXT";
  private static final Duration LAST_ONE = Duration.ofSeconds(20);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Owned by the watching thread from its start until it has ended. */
  private final KafkaBroker broker;

  private final PrintStream err;
  private final Thread watch = new Thread(this::watch, "broker-watch");

  private EmbeddedBroker(KafkaBroker broker, PrintStream err) {
    this.broker = broker;
    this.err = err;
  }

  /**
   * Blocks until the broker serves clients.
   *
   * @param data the host's directory, taken by this process
   * @param port 1 to 65535
   * @param err told when the broker ends by itself
   * @throws UsageException the port is taken, or Kafka's jars are not there
   * @throws BrokerStartException it does not start
   */
  static EmbeddedBroker start(Path data, int port, PrintStream err) throws InterruptedException {
    Path folder = data.resolve("broker");
    BrokerOptions options =
        BrokerOptions.defaults()
            .withDirectory(folder)
            .withPort(LISTENER, port)
            // As Kafka's own defaults: who begins has no tool at hand to make a topic with.
            .withProperty("auto.create.topics.enable", "true")
            .withProperty("log.retention.hours", "168");
    requireLibrary("--with-broker");
    awaitEndOfLastOne(folder);
    try {
      EmbeddedBroker started = new EmbeddedBroker(KafkaBroker.start(options), err);
      started.watch.setDaemon(true);
      started.watch.start();
      return started;
    } catch (PortTakenException e) {
      throw new UsageException(
          e.getMessage()
              + " (by another Kafka?): leave out --with-broker to use what is there, or give"
              + " another port with --broker-port",
          e);
    }
  }

  /**
   * @param needed the argument or command that needs a broker
   * @throws UsageException Kafka's jars are not there
   */
  static void requireLibrary(String needed) {
    Path library = BrokerOptions.defaults().library();
    if (!Files.isDirectory(library)) {
      throw new UsageException(
          "%s needs Kafka's jars, which are not in '%s': set the system property %s"
              .formatted(needed, library, BrokerOptions.LIBRARY));
    }
  }

  /** The broker of a host that was killed needs a moment to notice it. */
  private static void awaitEndOfLastOne(Path folder) throws InterruptedException {
    long end = System.nanoTime() + LAST_ONE.toNanos();
    while (DataDirectory.locked(folder.resolve("data").resolve(".lock"))) {
      if (System.nanoTime() > end) {
        throw new UsageException(
            "a broker still runs on the data in '" + folder + "': end it first", null);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  private void watch() {
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        long started = System.nanoTime();
        awaitEnd();
        boolean lived = System.nanoTime() - started > LONGEST_PAUSE.toNanos();
        pause = lived ? FIRST_PAUSE : pause;
        err.printf(
            "Apache Kafka has ended by itself (see %s); it is started again in %d s%n",
            broker.log(), pause.toSeconds());
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        pause = longer(pause);
        restart();
      }
    } catch (InterruptedException e) {
      // Only close() interrupts this thread, and ends the broker itself.
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private void awaitEnd() throws InterruptedException {
    try {
      broker.process().onExit().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of a process cannot fail", e);
    }
  }

  private void restart() {
    try {
      broker.restart();
      err.println("Apache Kafka serves " + bootstrapServers() + " again");
    } catch (RuntimeException e) {
      // Broad: whatever it was, such as a full disk, the next try comes after the pause.
      err.println(e.getMessage());
    }
  }

  /** Ends the broker in order; its data stays. */
  @Override
  public void close() throws InterruptedException {
    watch.interrupt();
    watch.join();
    broker.close();
  }
}
