package org.sluiceiot.kafka.downlink.send;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Sorts what Kafka's client reports. Pure. */
final class KafkaErrors {
  private KafkaErrors() {}

  static FailureClass classify(Throwable error) {
    if (error instanceof RecordTooLargeException || error instanceof RecordBatchTooLargeException) {
      return FailureClass.TOO_LARGE;
    }
    if (error instanceof AuthenticationException || error instanceof AuthorizationException) {
      return FailureClass.AUTH;
    }
    if (error instanceof UnknownTopicOrPartitionException
        || error instanceof UnknownTopicIdException
        || error instanceof InvalidTopicException) {
      return FailureClass.TOPIC_UNKNOWN;
    }
    if (error instanceof RetriableException) {
      FailureClass deeper =
          error.getCause() == null ? FailureClass.TIMEOUT : classify(error.getCause());
      return deeper == FailureClass.REJECTED ? FailureClass.TIMEOUT : deeper;
    }
    if (error instanceof WrongPartitionException) {
      return FailureClass.RENDER;
    }
    if (error instanceof SendException) {
      // An error of the client: whether it has sent the record is not known.
      return FailureClass.TIMEOUT;
    }
    // Kafka's client throws it, and nothing more specific, when it is closed meanwhile.
    return error instanceof IllegalStateException ? FailureClass.CLOSED : FailureClass.REJECTED;
  }

  /**
   * Whether the same record may pass later without anybody acting on the record.
   *
   * @param kind what {@link #classify} says of it
   */
  static boolean mayPass(Throwable error, FailureClass kind) {
    return error instanceof RetriableException
        && (kind == FailureClass.TIMEOUT || kind == FailureClass.TOPIC_UNKNOWN);
  }
}
