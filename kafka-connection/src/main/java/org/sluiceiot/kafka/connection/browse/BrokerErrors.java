package org.sluiceiot.kafka.connection.browse;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.kafka.connection.check.LayerException;
import org.sluiceiot.kafka.connection.policy.LimitExceededException;
import org.sluiceiot.kafka.connection.policy.RefusedAddressException;

/** Why a cluster did not do what a person asked for, in words for that person. Stateless. */
public final class BrokerErrors {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerErrors.class);

  private BrokerErrors() {}

  /** One sentence; what a library says of it goes to the log alone, without secrets. */
  public static String text(Throwable error, Redaction redaction) {
    Throwable cause =
        error instanceof ExecutionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof RefusedAddressException || cause instanceof LimitExceededException) {
      return redaction.redact(cause.getMessage());
    }
    if (cause.getCause() instanceof LayerException layer) {
      return layer.layer() + ": " + redaction.redact(layer.getMessage());
    }
    LOG.info("a cluster did not answer: {}", redaction.describe(cause));
    if (cause instanceof TimeoutException) {
      return "the brokers did not answer in time";
    }
    return cause instanceof ApiException
        ? redaction.redact(Errors.forException(cause).message())
        : "the brokers cannot be reached";
  }
}
