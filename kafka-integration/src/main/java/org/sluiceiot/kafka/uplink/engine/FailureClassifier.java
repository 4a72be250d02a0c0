package org.sluiceiot.kafka.uplink.engine;

import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.TransientDecodeException;
import org.sluiceiot.kafka.uplink.config.FailureStrategy;
import org.sluiceiot.kafka.uplink.engine.Failure.Kind;
import org.sluiceiot.kafka.uplink.engine.Failure.Stage;

/**
 * Tells from what was thrown whose trouble it is and what the user may read of it. Only what is
 * known to pass is tried again; everything else is the record's own failure. Texts come from the
 * exceptions that are made for users; of any other the class and the message go to the log alone.
 *
 * <p>Safe for any thread; never throws, whatever the throwable does when it is asked.
 */
final class FailureClassifier {
  private static final Logger LOG = LoggerFactory.getLogger(FailureClassifier.class);
  private static final int MOST_WRAPPERS = 100;
  private static final int MOST_LOGGED = 200;

  /** Kinds of failure whose stack trace was logged: one is enough to find the reason. */
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  /**
   * @param what does the work at this stage, for the text: a decoder, the host
   */
  Failure classify(
      RecordTask task, Stage stage, String what, Throwable thrown, FailureStrategy strategy) {
    Throwable cause = unwrap(thrown);
    Kind kind = kind(cause);
    String text = forUsers(cause) ? message(cause) : "";
    if (text.isBlank()) {
      log(task, stage, cause);
      text = general(task, stage, what, kind);
    }
    return new Failure(stage, kind, text, cause, strategy);
  }

  private static Kind kind(Throwable cause) {
    if (cause instanceof RetriableException || cause instanceof TransientDecodeException) {
      return Kind.PASSING;
    }
    // A stack that overflows is the doing of what the record made the decoder do.
    return cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)
        ? Kind.PROCESS
        : Kind.RECORD;
  }

  private static boolean forUsers(Throwable cause) {
    return cause instanceof RetriableException
        || cause instanceof RejectedDataException
        || cause instanceof DecodeException
        || cause instanceof RecordException;
  }

  private static String general(RecordTask task, Stage stage, String what, Kind kind) {
    return kind == Kind.PROCESS
        ? "memory or threads ran out in %s at %s (%s)".formatted(what, task, stage)
        : "%s broke off at %s (%s) for a reason that only the host's log tells"
            .formatted(what, task, stage);
  }

  private void log(RecordTask task, Stage stage, Throwable cause) {
    try {
      String kind = stage + " " + cause.getClass().getName();
      if (logged.size() < MOST_LOGGED && logged.add(kind)) {
        LOG.warn("{} failed ({}), more of this kind are logged without trace", task, stage, cause);
      } else {
        LOG.info("{} failed ({}): {}", task, stage, cause.getClass().getName());
      }
    } catch (Throwable e) {
      // Broad: exceptions whose own methods throw exist, and so does a log that is full.
      LOG.warn("{} failed ({}): {}", task, stage, cause.getClass().getName());
    }
  }

  /** What futures and reflection have put around it taken off; bounded, since causes may circle. */
  static Throwable unwrap(Throwable thrown) {
    Throwable inner = thrown;
    for (int i = 0; i < MOST_WRAPPERS; i++) {
      boolean wrapper =
          inner instanceof CompletionException
              || inner instanceof ExecutionException
              || inner instanceof InvocationTargetException;
      if (!wrapper || inner.getCause() == null) {
        return inner;
      }
      inner = inner.getCause();
    }
    return inner;
  }

  private static String message(Throwable cause) {
    try {
      String message = cause.getMessage();
      return message == null ? "" : message;
    } catch (RuntimeException e) {
      return ""; // it cannot even say what it is: the general text does
    }
  }
}
