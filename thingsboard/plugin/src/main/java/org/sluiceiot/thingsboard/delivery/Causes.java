package org.sluiceiot.thingsboard.delivery;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.sluiceiot.api.integration.RejectedDataException;

/** Why a batch failed. */
final class Causes {
  private Causes() {}

  /**
   * The failure to report of several: one that may pass before one that stays, so that the rest of
   * the record gets its second try.
   */
  static Throwable worthRepeating(List<CompletableFuture<Void>> all) {
    List<Throwable> causes =
        all.stream()
            .map(future -> future.handle((done, failure) -> cause(failure)).getNow(null))
            .filter(Objects::nonNull)
            .toList();
    return causes.stream()
        .filter(cause -> !(cause instanceof RejectedDataException))
        .findFirst()
        .orElse(causes.get(0));
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
