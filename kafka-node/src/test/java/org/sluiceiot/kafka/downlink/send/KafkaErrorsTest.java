package org.sluiceiot.kafka.downlink.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaErrorsTest {
  static Stream<Arguments> errors() {
    UnknownTopicOrPartitionException unknown = new UnknownTopicOrPartitionException();
    TopicAuthorizationException denied = new TopicAuthorizationException("t");
    return Stream.of(
        Arguments.of(new RecordTooLargeException(), FailureClass.TOO_LARGE, false),
        Arguments.of(new SaslAuthenticationException("x"), FailureClass.AUTH, false),
        Arguments.of(denied, FailureClass.AUTH, false),
        Arguments.of(new ClusterAuthorizationException("x"), FailureClass.AUTH, false),
        Arguments.of(unknown, FailureClass.TOPIC_UNKNOWN, true),
        Arguments.of(new InvalidTopicException("x"), FailureClass.TOPIC_UNKNOWN, false),
        Arguments.of(new TimeoutException("x"), FailureClass.TIMEOUT, true),
        Arguments.of(new TimeoutException("x", unknown), FailureClass.TOPIC_UNKNOWN, true),
        Arguments.of(new TimeoutException("x", denied), FailureClass.AUTH, false),
        Arguments.of(new BufferExhaustedException("x"), FailureClass.TIMEOUT, true),
        Arguments.of(new NotEnoughReplicasException(), FailureClass.TIMEOUT, true),
        Arguments.of(new CorruptRecordException(), FailureClass.TIMEOUT, true),
        Arguments.of(new InvalidTimestampException("x"), FailureClass.REJECTED, false),
        Arguments.of(new WrongPartitionException("partition"), FailureClass.RENDER, false),
        Arguments.of(new IllegalStateException("closed"), FailureClass.CLOSED, false));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void areSorted(Exception error, FailureClass kind, boolean mayPass) {
    assertThat(KafkaErrors.classify(error)).isEqualTo(kind);
    assertThat(KafkaErrors.mayPass(error, kind)).isEqualTo(mayPass);
  }
}
