package org.sluiceiot.kafka.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.fixtures.FakeObserver;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.kafka.downlink.send.FailureClass;

/** Payloads in events of a downlink. */
class DebugEventsTest {
  /** Read by reflection. */
  public record Config(Secret password) {}

  private final FakeObserver observer = new FakeObserver();
  private final DebugEvents events =
      new DebugEvents(observer, Redaction.of(new Config(new Secret("hunter2hunter2"))));

  @Test
  void noSecretOfTheNodeIsInAPayloadNorHalfOfOneAtItsEnd() {
    observer.debugging(true);
    String payload = "x".repeat(4090) + "hunter2hunter2";
    RecordMetadata sent = new RecordMetadata(new TopicPartition("t", 0), 5, 0, 0, 0, 0);
    events.sent(Messages.telemetry(payload), sent);
    events.failed(Messages.telemetry(payload), FailureClass.values()[0], "refused");
    assertThat(observer.events()).hasSize(2);
    assertThat(observer.events().toString()).contains("x***").doesNotContain("hunter");
  }

  @Test
  void nothingIsToldWhileNobodyWantsIt() {
    events.failed(Messages.telemetry("{}"), FailureClass.values()[0], "refused");
    assertThat(observer.events()).isEmpty();
  }
}
