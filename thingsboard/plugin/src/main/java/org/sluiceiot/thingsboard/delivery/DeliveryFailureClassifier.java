package org.sluiceiot.thingsboard.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;
import org.thingsboard.server.common.msg.queue.RuleEngineException;

/**
 * Says of a failure whether it is known to pass, refuses the data, or is neither, in words for a
 * tenant; SQL, class names and stack traces go to the server's log alone. Safe for any thread.
 */
final class DeliveryFailureClassifier {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryFailureClassifier.class);
  private static final Duration BETWEEN_STACK_TRACES = Duration.ofMinutes(1);
  private static final int DEEPEST = 32;

  private final Clock clock;
  private String logged = "";
  private Instant loggedAt = Instant.MIN;

  DeliveryFailureClassifier(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param what the entity in words, for the text
   * @return a {@link RetriableException}, a {@link RejectedDataException}, or a {@link
   *     DeliveryFailedException}
   */
  RuntimeException classify(String what, Throwable failure) {
    Deque<Throwable> fromRoot = fromRoot(failure);
    for (Throwable cause : fromRoot) {
      if (cause instanceof RetriableException || cause instanceof RejectedDataException) {
        return (RuntimeException) cause;
      }
      if (RootCause.validation(cause)) {
        // ThingsBoard writes these for users: limits, names that are too long, types it lacks.
        return new RejectedDataException(what + " is refused: " + cause.getMessage());
      }
    }
    Optional<String> refused = first(fromRoot, RootCause::refused);
    if (refused.isPresent()) {
      log(what, failure, fromRoot.peek());
      return new RejectedDataException(what + " is refused: " + refused.get());
    }
    Optional<String> passing = first(fromRoot, RootCause::passing);
    if (passing.isPresent()) {
      log(what, failure, fromRoot.peek());
      return new RetriableException(passing.get(), failure);
    }
    log(what, failure, fromRoot.peek());
    return new DeliveryFailedException(words(what, fromRoot), failure);
  }

  private static String words(String what, Deque<Throwable> causes) {
    return causes.stream().anyMatch(RuleEngineException.class::isInstance)
        ? "the rule chain failed on " + what + "; the debug events of its nodes say why"
        : "ThingsBoard failed on " + what + "; the server's log says why";
  }

  private static Optional<String> first(
      Deque<Throwable> causes, Function<Throwable, Optional<String>> rule) {
    return causes.stream().map(rule).flatMap(Optional::stream).findFirst();
  }

  /** The causes of a failure, the root first; bounded, since causes may be made a circle. */
  private static Deque<Throwable> fromRoot(Throwable failure) {
    Deque<Throwable> causes = new ArrayDeque<>();
    for (Throwable t = failure; t != null && causes.size() < DEEPEST; t = t.getCause()) {
      causes.push(t);
    }
    return causes;
  }

  /** With its stack trace the first time, then once a minute or when it is another one. */
  private void log(String what, Throwable failure, Throwable root) {
    String kind = root.getClass().getName();
    boolean whole;
    synchronized (this) {
      Instant now = clock.instant();
      whole = !kind.equals(logged) || now.isAfter(loggedAt.plus(BETWEEN_STACK_TRACES));
      logged = kind;
      loggedAt = whole ? now : loggedAt;
    }
    if (whole) {
      LOG.warn("ThingsBoard did not take data of {}", what, failure);
    } else {
      LOG.debug("ThingsBoard did not take data of {}: {}", what, root.toString());
    }
  }

  /**
   * The failure to report of several: one that passes before one that stays, so that the rest of
   * the record gets its second try.
   *
   * @param all parts of one record, each done or not, failed ones with a classified cause
   */
  static Throwable worthRepeating(List<CompletableFuture<Void>> all) {
    List<Throwable> causes =
        all.stream()
            .map(future -> future.handle((done, failure) -> unwrapped(failure)).getNow(null))
            .filter(Objects::nonNull)
            .toList();
    return causes.stream()
        .filter(RetriableException.class::isInstance)
        .findFirst()
        .orElse(causes.get(0));
  }

  private static Throwable unwrapped(Throwable failure) {
    boolean wrapped = failure instanceof CompletionException;
    return wrapped && failure.getCause() != null ? failure.getCause() : failure;
  }
}
