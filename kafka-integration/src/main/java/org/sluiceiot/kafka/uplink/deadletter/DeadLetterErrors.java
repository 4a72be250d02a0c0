package org.sluiceiot.kafka.uplink.deadletter;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.kafka.connection.check.LayerException;
import org.sluiceiot.kafka.connection.policy.LimitExceededException;
import org.sluiceiot.kafka.connection.policy.RefusedAddressException;

/** Why a dead letter was not written, in words for the user. Stateless. */
final class DeadLetterErrors {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterErrors.class);

  private DeadLetterErrors() {}

  /** The error with a text for users; what a library says of it goes to the log alone. */
  static DeadLetterException told(Throwable error) {
    Throwable cause =
        (error instanceof ExecutionException || error instanceof CompletionException)
                && error.getCause() != null
            ? error.getCause()
            : error;
    if (cause instanceof DeadLetterException known) {
      return known;
    }
    return new DeadLetterException(text(cause), cause);
  }

  private static String text(Throwable cause) {
    if (cause instanceof RejectedExecutionException) {
      return "the integration is being stopped";
    }
    if (cause instanceof RefusedAddressException || cause instanceof LimitExceededException) {
      return cause.getMessage();
    }
    if (cause.getCause() instanceof LayerException layer) {
      return layer.layer() + ": " + layer.getMessage();
    }
    LOG.info("a dead letter was not written: {}", cause.toString());
    if (cause instanceof ApiException) {
      return Errors.forException(cause).message();
    }
    return cause instanceof KafkaException
        ? "the broker cannot be reached"
        : "for a reason that only the host's log tells";
  }
}
