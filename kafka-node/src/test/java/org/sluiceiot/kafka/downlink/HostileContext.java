package org.sluiceiot.kafka.downlink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.fixtures.FakeHost;

/**
 * A host whose every method throws now and then, anything there is; seeded. Counts the outcomes of
 * each message before it throws. Safe for any thread.
 */
final class HostileContext implements RuleNodeContext, Observer, Metrics {
  private static final List<Supplier<Throwable>> KINDS =
      List.of(
          () -> new NullPointerException("Cannot invoke \"java.lang.String.length()\""),
          () -> new ClassCastException("class java.lang.Long cannot be cast"),
          () -> new ArithmeticException("long overflow"),
          () -> new IllegalStateException("java.util.concurrent.Executor"),
          () -> new IllegalArgumentException(),
          () -> new NoSuchElementException("org.example.Missing"),
          () -> new ConcurrentModificationException(),
          () -> new UncheckedIOException(new IOException("java.io.Broken")),
          () -> new IOException("thrown without being declared"),
          () -> new KafkaException("org.apache.kafka.Text"),
          () -> new TimeoutException("Expiring 3 record(s)"),
          () -> new RetriableException("the host is busy", null),
          () -> new StackOverflowError(),
          () -> new OutOfMemoryError("Java heap space"),
          () -> new NoClassDefFoundError("org/example/Missing"),
          () -> new AssertionError("org.example.Assertion"));

  private final Owner self = FakeHost.owner("hostile");
  private final Map<UUID, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final Map<UUID, String> relations = new ConcurrentHashMap<>();
  private final Map<String, Integer> texts = new ConcurrentHashMap<>();
  private final Host host;
  private final Random random;
  private volatile boolean hostile;

  HostileContext(Host host, long seed) {
    this.host = host;
    random = new Random(seed);
  }

  void hostile(boolean value) {
    hostile = value;
  }

  /** Any failure, always. */
  @SuppressWarnings("unchecked")
  <T extends Throwable> void fail() throws T {
    throw (T) KINDS.get(random.nextInt(KINDS.size())).get();
  }

  /** Any failure, once in four calls while the host is hostile. */
  private void maybe() {
    if (hostile && random.nextInt(4) == 0) {
      this.<RuntimeException>fail();
    }
  }

  private void ended(RuleMessage message, String relation) {
    counts.computeIfAbsent(message.id(), id -> new AtomicInteger()).incrementAndGet();
    relations.put(message.id(), relation);
    maybe();
  }

  @Override
  public Owner self() {
    return self;
  }

  @Override
  public void complete(RuleMessage message, String relation) {
    ended(message, relation);
  }

  @Override
  public void fail(RuleMessage message, Throwable cause) {
    texts.merge(String.valueOf(cause.getMessage()), 1, Integer::sum);
    ended(message, FAILURE);
  }

  @Override
  public Observer observer() {
    return this;
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  public void state(State state, String reason) {
    maybe();
  }

  @Override
  public void event(Event event) {
    maybe();
  }

  @Override
  public boolean debugging() {
    maybe();
    return true;
  }

  @Override
  public Metrics metrics() {
    return this;
  }

  @Override
  public Counter counter(String name, String... tags) {
    return count -> maybe();
  }

  @Override
  public Timer timer(String name, String... tags) {
    return (Duration duration) -> maybe();
  }

  @Override
  public void gauge(String name, DoubleSupplier value, String... tags) {
    // Read by nobody here.
  }

  /** What became of a message; null while nothing has. */
  String of(RuleMessage message) {
    return relations.get(message.id());
  }

  /** Texts of failures. */
  Map<String, Integer> texts() {
    return texts;
  }

  /** Blocks until so many messages have ended, each once. */
  void await(int messages, String description) {
    Awaitility.await(description)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> counts.size() == messages);
    counts.forEach(
        (id, count) -> {
          if (count.get() != 1) {
            throw new AssertionError(description + ": " + count + " outcomes of one message");
          }
        });
  }
}
