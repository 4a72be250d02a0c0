package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.kafka.uplink.config.FailureConfig;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetterCause;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetterWriter;

/**
 * What becomes of records that fail: tried again, dead letter, skipped, or their partition stops.
 */
final class Failures {
  private final FailureConfig config;
  private final DeadLetterWriter deadLetters;
  private final Settlement settlement;
  private final Statistics statistics;
  private final Timers timers;
  private final Observer observer;
  private final InputLog inputs;

  Failures(
      FailureConfig config,
      DeadLetterWriter deadLetters,
      Settlement settlement,
      Statistics statistics,
      Timers timers,
      Observer observer,
      InputLog inputs) {
    this.config = config;
    this.deadLetters = deadLetters;
    this.settlement = settlement;
    this.statistics = statistics;
    this.timers = timers;
    this.observer = observer;
    this.inputs = inputs;
  }

  /** Whether the record has ended by it; otherwise the worker hears of it again. */
  boolean handle(RecordTask task, Failure failure, Worker worker) {
    Failure found = failure;
    if (found.passing()) {
      long now = System.nanoTime();
      int attempts = task.attempt(now);
      if (task.failingFor(now) < config.retryFor().toNanos()) {
        statistics.retried();
        task.partition().trouble(reason(found.cause()));
        later(task, backoff(attempts), worker);
        return false;
      }
      found = found.forGood();
    }
    if (task.failure() == null) {
      firstTime(task, found);
    }
    return switch (found.strategy()) {
      case SKIP -> {
        statistics.reason(Outcome.SKIPPED, "failure");
        settlement.end(task, Outcome.SKIPPED);
        yield true;
      }
      case STOP -> {
        stop(task, found);
        yield false;
      }
      case DEAD_LETTER -> {
        write(task, found, worker);
        yield false;
      }
    };
  }

  private void firstTime(RecordTask task, Failure failure) {
    task.failure(failure);
    statistics.failed();
    inputs.failed(task, failure.cause());
    observer.event(
        new Event(
            Event.Kind.ERROR,
            task + " failed (" + failure.stage() + "): " + reason(failure.cause()),
            Map.of(
                "topic", task.record().topic(),
                "partition", Integer.toString(task.record().partition()),
                "offset", Long.toString(task.record().offset()),
                "strategy", failure.strategy().toString())));
  }

  private void stop(RecordTask task, Failure failure) {
    String text = "stopped at " + task + ": " + reason(failure.cause());
    task.partition().obstacle(text);
    task.partition().park(task);
    observer.event(Event.of(Event.Kind.ALARM, text));
  }

  private void write(RecordTask task, Failure failure, Worker worker) {
    deadLetters.write(
        task.record(),
        new DeadLetterCause(failure.stage().name(), failure.cause()),
        error -> {
          if (error == null) {
            worker.end(task, Outcome.DEAD_LETTERED);
          } else {
            notWritten(task, error, worker);
          }
        });
  }

  private void notWritten(RecordTask task, Throwable error, Worker worker) {
    String text =
        "dead letter topic '%s' cannot be written, %s waits: %s"
            .formatted(deadLetters.topic(), task.partition(), reason(error));
    if (!text.equals(task.partition().trouble())) {
      task.partition().trouble(text);
      observer.event(Event.of(Event.Kind.ALARM, text));
    }
    later(task, backoff(task.attempt(System.nanoTime())), worker);
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

  static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
