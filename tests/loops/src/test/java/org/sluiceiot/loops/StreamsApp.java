package org.sluiceiot.loops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.awaitility.Awaitility;
import org.sluiceiot.fixtures.TestBroker;

/** A Kafka Streams application between two topics. */
final class StreamsApp implements AutoCloseable {
  private final KafkaStreams streams;
  private final Path directory;

  /** What the application does with one record. */
  interface Step {
    Record<byte[], byte[]> apply(Record<byte[], byte[]> record);
  }

  static final Step KEEPS = record -> record;
  static final Step STRIPS = record -> record.withHeaders(new RecordHeaders());

  StreamsApp(String servers, String from, String to, Step step) throws IOException {
    directory = Files.createTempDirectory("sluice-streams");
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, TestBroker.uniqueName("app"));
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    properties.put("producer.linger.ms", 0);
    properties.put(
        StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArray().getClass().getName());
    properties.put(
        StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArray().getClass().getName());
    StreamsBuilder builder = new StreamsBuilder();
    builder.<byte[], byte[]>stream(from).process(processor(step)).to(to);
    streams = new KafkaStreams(builder.build(), properties);
    streams.start();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::running);
  }

  private static ProcessorSupplier<byte[], byte[], byte[], byte[]> processor(Step step) {
    return () ->
        new ContextualProcessor<>() {
          @Override
          public void process(Record<byte[], byte[]> record) {
            context().forward(step.apply(record));
          }
        };
  }

  boolean running() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Idempotent. */
  @Override
  public void close() {
    streams.close(Duration.ofSeconds(10));
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the application's directory cannot be removed", e);
    }
  }
}
