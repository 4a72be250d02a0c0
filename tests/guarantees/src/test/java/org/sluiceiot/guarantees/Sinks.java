package org.sluiceiot.guarantees;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;

/** A host's store: answers a little later, on threads of its own. */
final class Sinks implements AutoCloseable {
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final Ledger ledger;
  private final int delayMillis;

  Sinks(Ledger ledger, int delayMillis) {
    this.ledger = ledger;
    this.delayMillis = delayMillis;
  }

  /** Accepts everything. */
  BiFunction<String, Integer, CompletionStage<Void>> healthy() {
    return (device, number) -> {
      CompletableFuture<Void> answer = new CompletableFuture<>();
      threads.schedule(
          () -> {
            ledger.delivered(device, number);
            answer.complete(null);
          },
          delayMillis,
          TimeUnit.MILLISECONDS);
      return answer;
    };
  }

  /** Fails one in a hundred for a passing reason, refuses one in a thousand for good. */
  BiFunction<String, Integer, CompletionStage<Void>> flaky(long seed) {
    Random random = new Random(seed);
    BiFunction<String, Integer, CompletionStage<Void>> healthy = healthy();
    return (device, number) -> {
      if (Math.floorMod(device.hashCode() * 31 + number, 1000) == 7) {
        ledger.rejected(device, number);
        return CompletableFuture.failedFuture(new RejectedDataException("refused for good"));
      }
      boolean fails;
      synchronized (random) {
        fails = random.nextInt(100) == 0;
      }
      return fails
          ? CompletableFuture.failedFuture(new RetriableException("busy", null))
          : healthy.apply(device, number);
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
