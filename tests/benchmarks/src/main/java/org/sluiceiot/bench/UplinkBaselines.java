package org.sluiceiot.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The same topic read without the engine. */
final class UplinkBaselines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private UplinkBaselines() {}

  /** Kafka's own tool, in a process of its own; records per second while fetching. */
  static double consumerPerformance(UplinkTopic topic) throws IOException, InterruptedException {
    String library = System.getProperty("sluice.broker.lib");
    Path tools = Path.of(library).resolve("../../../../tests/benchmarks/target/tools").normalize();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                library + "/*:" + tools + "/*",
                "org.apache.kafka.tools.ConsumerPerformance",
                "--bootstrap-server",
                topic.servers(),
                "--topic",
                topic.name(),
                "--messages",
                Integer.toString(topic.records()),
                "--group",
                "performance-" + System.nanoTime(),
                "--timeout",
                "20000")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    String[] lines = output.strip().split("\n");
    String[] figures = lines[lines.length - 1].split(",");
    try {
      return Double.parseDouble(figures[figures.length - 1].strip());
    } catch (NumberFormatException e) {
      throw new IOException("ConsumerPerformance said: " + output, e);
    }
  }

  /** One thread that polls and parses each value into a tree; records per second. */
  static double pollAndParse(UplinkTopic topic) throws IOException {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            topic.servers(),
            "max.poll.records",
            1000,
            "isolation.level",
            "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(topic.name(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long first = 0;
      long fields = 0;
      int read = 0;
      while (read < topic.records()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          first = first == 0 ? System.nanoTime() : first;
          fields += JSON.readTree(record.value()).size();
          read++;
        }
      }
      double seconds = (System.nanoTime() - first) / 1e9;
      if (fields != 5L * read) {
        throw new IllegalStateException("not what was written");
      }
      return read / seconds;
    }
  }
}
