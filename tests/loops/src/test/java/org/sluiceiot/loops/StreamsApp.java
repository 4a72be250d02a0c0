package org.sluiceiot.loops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.awaitility.Awaitility;
import org.sluiceiot.fixtures.TestBroker;

/** A Kafka Streams application between two topics. */
final class StreamsApp implements AutoCloseable {
  private final KafkaStreams streams;
  private final Path directory;

  StreamsApp(
      String servers,
      String from,
      String to,
      ProcessorSupplier<byte[], byte[], byte[], byte[]> step)
      throws IOException {
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
    builder.<byte[], byte[]>stream(from).process(step).to(to);
    streams = new KafkaStreams(builder.build(), properties);
    streams.start();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::running);
  }

  boolean running() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  @Override
  public void close() {
    streams.close(Duration.ofSeconds(10));
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the application's directory cannot be removed", e);
    }
  }
}
