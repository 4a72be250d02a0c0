package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;

/** Loops through a Kafka Streams application that copies the downlink's topic to the uplink's. */
@ExtendWith(BrokerExtension.class)
class StreamsLoopTest {
  private static final AtomicLong SERIAL = new AtomicLong();
  private static final int RECORDS = 20;

  @Test
  void keepsHeaders(TestBroker broker) throws Exception {
    intact(broker, "streams keeps headers", StreamsApp.KEEPS);
  }

  @Test
  void keepsHeadersAndChangesThePayload(TestBroker broker) throws Exception {
    intact(broker, "streams keeps headers and changes payloads", StreamsLoopTest::changed);
  }

  @Test
  void writesHeadersAsBase64(TestBroker broker) throws Exception {
    intact(broker, "streams writes headers as base64", StreamsLoopTest::base64);
  }

  private static void intact(TestBroker broker, String name, StreamsApp.Step step)
      throws Exception {
    String servers = broker.bootstrapServers();
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    try (StreamsApp app = new StreamsApp(servers, out, in, step);
        Chain chain = Chain.start(Plan.of(servers, in, out)).awaitRunning()) {
      Records.produce(broker, in, RECORDS);
      assertThat(new Measure(name, RECORDS, chain).extraPasses()).isZero();
      assertThat(app.running()).isTrue();
      Awaitility.await().until(() -> chain.loops() == RECORDS);
      assertThat(chain.passes()).isEqualTo(RECORDS);
      assertThat(chain.alarms()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void stripsHeaders(int records, TestBroker broker) throws Exception {
    String servers = broker.bootstrapServers();
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    try (StreamsApp app = new StreamsApp(servers, out, in, StreamsApp.STRIPS);
        Chain chain = Chain.start(Plan.of(servers, in, out)).awaitRunning()) {
      Records.produce(broker, in, records);
      Promise.kept("streams strips headers", records, records, chain);
      assertThat(app.running()).isTrue();
      assertThat(chain.alarms()).hasSize(1);
    }
  }

  @Test
  void stripsHeadersAndChangesThePayload(TestBroker broker) throws Exception {
    String servers = broker.bootstrapServers();
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    StreamsApp.Step step = record -> changed(StreamsApp.STRIPS.apply(record));
    try (StreamsApp app = new StreamsApp(servers, out, in, step);
        Chain chain = Chain.start(Plan.of(servers, in, out)).awaitRunning()) {
      Records.produce(broker, in, 50);
      Measure measure = new Measure("streams strips headers and changes payloads", 50, chain);
      long extra = measure.extraPassesUntilOpen();
      System.out.printf("loops rate bound: %.0f records/s%n", extra / measure.seconds());
      assertThat(app.running()).isTrue();
      assertThat(measure.seconds()).isLessThanOrEqualTo(Promise.T);
    }
  }

  private static Record<byte[], byte[]> changed(Record<byte[], byte[]> record) {
    String text = new String(record.value(), StandardCharsets.UTF_8);
    String fresh = text.replaceAll("\"t\":\\d+", "\"t\":" + SERIAL.incrementAndGet());
    return record.withValue(fresh.getBytes(StandardCharsets.UTF_8));
  }

  /** As intermediaries do that know headers as text only. */
  private static Record<byte[], byte[]> base64(Record<byte[], byte[]> record) {
    Headers headers = new RecordHeaders();
    record
        .headers()
        .forEach(header -> headers.add(header.key(), Base64.getEncoder().encode(header.value())));
    return record.withHeaders(headers);
  }
}
