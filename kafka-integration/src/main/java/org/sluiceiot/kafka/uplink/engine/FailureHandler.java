package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.kafka.uplink.config.FailureConfig;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetterCause;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetterException;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetterSink;

/**
 * What becomes of records that fail: tried again, dead letter, skipped, or their partition stops.
 * Called by workers, each for its own records; answers of the dead letter sink come on its threads.
 */
final class FailureHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

  /** A process that is short of memory has some by then, or the record is what takes it. */
  private static final long PROCESS_RECOVERS = Duration.ofSeconds(1).toNanos();

  private final FailureConfig config;
  private final DeadLetterSink deadLetters;
  private final Settlement settlement;
  private final Statistics statistics;
  private final Timers timers;
  private final Observer observer;
  private final Alarms alarms;
  private final InputLog inputs;

  FailureHandler(
      FailureConfig config,
      DeadLetterSink deadLetters,
      Settlement settlement,
      Statistics statistics,
      Timers timers,
      Observer observer,
      Alarms alarms,
      InputLog inputs) {
    this.config = config;
    this.deadLetters = deadLetters;
    this.settlement = settlement;
    this.statistics = statistics;
    this.timers = timers;
    this.observer = observer;
    this.alarms = alarms;
    this.inputs = inputs;
  }

  /** Whether the record has ended by it; otherwise the worker hears of it again. */
  boolean handle(RecordTask task, Failure failure, Worker worker) {
    if (task.failure() == null) {
      long now = System.nanoTime();
      int attempts = task.attempt(now);
      if (task.failingFor(now) < triedFor(failure.kind())) {
        statistics.retried();
        task.partition().trouble(failure.text());
        later(task, backoff(attempts), worker);
        return false;
      }
      firstTime(task, failure);
    }
    return switch (failure.strategy()) {
      case SKIP -> {
        statistics.reason(Outcome.SKIPPED, "failure");
        settlement.end(task, Outcome.SKIPPED);
        yield true;
      }
      case STOP -> {
        stop(task, failure);
        yield false;
      }
      case DEAD_LETTER -> {
        write(task, failure, worker);
        yield false;
      }
    };
  }

  /** Nanoseconds for which a record that fails so is tried again. */
  private long triedFor(Failure.Kind kind) {
    return switch (kind) {
      case RECORD -> 0;
      case PASSING -> config.retryFor().toNanos();
      case PROCESS -> Math.min(PROCESS_RECOVERS, config.retryFor().toNanos());
    };
  }

  private void firstTime(RecordTask task, Failure failure) {
    task.failure(failure);
    statistics.failed();
    inputs.failed(task, failure.text());
    observer.event(
        new Event(
            Event.Kind.ERROR,
            task + " failed (" + failure.stage() + "): " + failure.text(),
            Map.of(
                "topic", task.record().topic(),
                "partition", Integer.toString(task.record().partition()),
                "offset", Long.toString(task.record().offset()),
                "strategy", failure.strategy().toString())));
  }

  private void stop(RecordTask task, Failure failure) {
    String text = "stopped at " + task + ": " + failure.text();
    task.partition().obstacle(new Obstacle(Obstacle.Kind.STOPPED, text));
    task.partition().park(task);
    alarms.stopped().occurred(text);
  }

  private void write(RecordTask task, Failure failure, Worker worker) {
    Consumer<Throwable> done = once(error -> written(task, error, worker));
    try {
      deadLetters.write(
          task.record(),
          new DeadLetterCause(
              failure.stage().name(), failure.text(), failure.cause(), task.omitted()),
          done);
    } catch (Throwable e) {
      // Broad: nothing thrown here may leave the record between its worker and its dead letter.
      done.accept(e);
    }
  }

  private static Consumer<Throwable> once(Consumer<Throwable> answer) {
    AtomicBoolean answered = new AtomicBoolean();
    return error -> {
      if (answered.compareAndSet(false, true)) {
        answer.accept(error);
      }
    };
  }

  private void written(RecordTask task, Throwable error, Worker worker) {
    if (error == null) {
      alarms.deadLetters().resolved("dead letters are written again");
      worker.end(task, Outcome.DEAD_LETTERED);
      return;
    }
    String text =
        "dead letter topic '%s' cannot be written, %s waits: %s"
            .formatted(deadLetters.topic(), task.partition(), reason(error));
    task.partition().trouble(text);
    alarms.deadLetters().occurred(text);
    later(task, backoff(task.attempt(System.nanoTime())), worker);
  }

  private static String reason(Throwable error) {
    if (error instanceof DeadLetterException told) {
      return told.getMessage();
    }
    LOG.warn("a dead letter was not written: {}", error.getClass().getName());
    return "for a reason that only the host's log tells";
  }

  /** Tries again after a while; until then the partition is not polled. */
  void later(RecordTask task, long nanos, Worker worker) {
    task.partition().waiting().incrementAndGet();
    timers.in(
        nanos,
        task.partition(),
        () -> {
          task.partition().waiting().decrementAndGet();
          worker.again(task);
        });
  }

  /** Doubles up to the longest wait; a random half, so that records do not come back together. */
  private long backoff(int attempts) {
    long longest = config.maxRetryDelay().toNanos();
    Duration first = config.retryDelay();
    int doublings = Math.min(attempts - 1, 40);
    long delay = first.toNanos() > longest >> doublings ? longest : first.toNanos() << doublings;
    return delay / 2 + ThreadLocalRandom.current().nextLong(delay / 2 + 1);
  }
}
