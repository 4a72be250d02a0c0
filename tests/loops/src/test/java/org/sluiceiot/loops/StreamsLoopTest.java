package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
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

  @Test
  void keepsHeaders(TestBroker broker) throws Exception {
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    try (StreamsApp app = new StreamsApp(broker.bootstrapServers(), out, in, copy(r -> r));
        Chain chain =
            Chain.start(Chain.Plan.of(broker.bootstrapServers(), in, out)).awaitRunning()) {
      for (int i = 0; i < 20; i++) {
        broker.produce(in, "d" + i, Chain.reading("d" + i, i));
      }
      assertThat(new Measure("streams keeps headers", 20, chain).extraPasses()).isZero();
      assertThat(app.running()).isTrue();
      assertThat(chain.loops()).isEqualTo(20);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void stripsHeaders(int records, TestBroker broker) throws Exception {
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    try (StreamsApp app =
            new StreamsApp(
                broker.bootstrapServers(), out, in, copy(r -> r.withHeaders(new RecordHeaders())));
        Chain chain =
            Chain.start(Chain.Plan.of(broker.bootstrapServers(), in, out)).awaitRunning()) {
      for (int i = 0; i < records; i++) {
        broker.produce(in, "d" + i, Chain.reading("d" + i, i));
      }
      Measure measure =
          new Measure("streams strips headers, " + records + " records", records, chain);
      long extra = measure.extraPassesUntilOpen();
      Promise.kept(extra / records, measure.seconds());
      assertThat(app.running()).isTrue();
      assertThat(chain.alarms()).hasSize(1);
    }
  }

  @Test
  void stripsHeadersAndChangesThePayload(TestBroker broker) throws Exception {
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    try (StreamsApp app =
            new StreamsApp(broker.bootstrapServers(), out, in, copy(StreamsLoopTest::changed));
        Chain chain =
            Chain.start(Chain.Plan.of(broker.bootstrapServers(), in, out)).awaitRunning()) {
      for (int i = 0; i < 50; i++) {
        broker.produce(in, "d" + i, Chain.reading("d" + i, i));
      }
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
    return record
        .withHeaders(new RecordHeaders())
        .withValue(fresh.getBytes(StandardCharsets.UTF_8));
  }

  /** What an application does with one record. */
  interface Step {
    Record<byte[], byte[]> apply(Record<byte[], byte[]> record);
  }

  private static ProcessorSupplier<byte[], byte[], byte[], byte[]> copy(Step step) {
    return () ->
        new ContextualProcessor<>() {
          @Override
          public void process(Record<byte[], byte[]> record) {
            context().forward(step.apply(record));
          }
        };
  }
}
