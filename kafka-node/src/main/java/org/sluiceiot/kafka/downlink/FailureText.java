package org.sluiceiot.kafka.downlink;

import org.apache.kafka.common.errors.ApiException;
import org.sluiceiot.kafka.connection.policy.LimitExceededException;
import org.sluiceiot.kafka.downlink.send.ErrorWords;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.SendException;
import org.sluiceiot.kafka.downlink.template.UnresolvedFieldException;
import org.sluiceiot.kafka.downlink.value.RenderException;

/**
 * Why a message failed, in one sentence for the user: no class names, nothing of libraries. Pure.
 */
final class FailureText {
  private FailureText() {}

  static String of(FailureClass kind, Throwable cause) {
    if (isOurs(cause) && cause.getMessage() != null) {
      return cause.getMessage();
    }
    return switch (kind) {
      case RENDER -> "the message cannot be made into a record because of " + ErrorWords.of(cause);
      case TOO_LARGE -> "the record is larger than the broker or the topic accepts";
      case TIMEOUT -> "no broker acknowledged the record in time; it may have been written";
      case AUTH -> "the cluster refuses the login, or the permission to write to the topic";
      case TOPIC_UNKNOWN -> "the cluster does not have the topic, or its name is not allowed";
      case CLOSED -> "the Kafka client was closed before the record was sent";
      case REJECTED -> "the broker refuses the record" + reason(cause);
      default -> "the record was not sent because of " + ErrorWords.of(cause);
    };
  }

  /** Whether its text was written for users. */
  static boolean isOurs(Throwable cause) {
    return cause instanceof SendException
        || cause instanceof RenderException
        || cause instanceof UnresolvedFieldException
        || cause instanceof LimitExceededException;
  }

  /** Errors of Kafka's protocol say what the broker objects to. */
  private static String reason(Throwable cause) {
    return cause instanceof ApiException && cause.getMessage() != null
        ? ": " + cause.getMessage()
        : " because of " + ErrorWords.of(cause);
  }
}
