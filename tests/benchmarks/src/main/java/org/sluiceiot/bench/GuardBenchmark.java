package org.sluiceiot.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.kafka.guard.Direction;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.Registration;
import org.sluiceiot.platform.broker.KafkaBroker;

/**
 * What the guard costs: nanoseconds per record, and the throughput of a loop that reads records
 * from a broker, parses their JSON, and writes it back to the broker, with the guard and without,
 * in turns. Parsing and writing JSON is the least that an uplink and a downlink do.
 */
public final class GuardBenchmark {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final OperatingSystemMXBean OS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int RECORDS = 400_000;
  private static final int ROUNDS = 9;

  private final String servers;
  private final Registration uplink;
  private final Registration downlink;

  private GuardBenchmark(String servers) {
    this.servers = servers;
    LoopGuard guard = new LoopGuard();
    TenantId tenant = new TenantId(UUID.randomUUID());
    uplink = GuardCost.register(guard, "in", tenant, Direction.UPLINK, false);
    downlink = GuardCost.register(guard, "out", tenant, Direction.DOWNLINK, false);
  }

  /** Runs both parts and prints one line per figure. */
  public static void main(String[] arguments) throws Exception {
    nanoseconds();
    try (KafkaBroker broker = KafkaBroker.start()) {
      new GuardBenchmark(broker.bootstrapServers()).throughput();
    }
  }

  private static void nanoseconds() throws Exception {
    double nothing = 0;
    List<RunResult> results = new ArrayList<>();
    for (RunResult result :
        new Runner(new OptionsBuilder().include(GuardCost.class.getName()).build()).run()) {
      if (result.getPrimaryResult().getLabel().equals("nothing")) {
        nothing = result.getPrimaryResult().getScore();
      } else {
        results.add(result);
      }
    }
    for (RunResult result : results) {
      System.out.printf(
          "guard %s, signed=%s: %.0f ns/record (of them %.0f for making the two records)%n",
          result.getPrimaryResult().getLabel(),
          result.getParams().getParam("signed"),
          result.getPrimaryResult().getScore(),
          nothing);
    }
  }

  private void throughput() throws Exception {
    fill();
    pass(true);
    pass(false);
    List<Double> ratios = new ArrayList<>();
    List<Double> costs = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      // Who goes first changes, so that a machine that slows down harms both.
      boolean guardFirst = round % 2 == 0;
      long cpu = OS.getProcessCpuTime();
      double first = pass(guardFirst);
      long between = OS.getProcessCpuTime();
      double second = pass(!guardFirst);
      double firstCpu = between - cpu;
      double secondCpu = OS.getProcessCpuTime() - between;
      costs.add(guardFirst ? secondCpu / firstCpu : firstCpu / secondCpu);
      double with = guardFirst ? first : second;
      double without = guardFirst ? second : first;
      ratios.add(with / without);
      System.out.printf(
          "round %d: %.0f records/s with, %.0f without: %.3f%n",
          round, with, without, with / without);
    }
    ratios.sort(null);
    costs.sort(null);
    // On a machine that does other things too, processor time says more than the clock.
    System.out.printf("guard, by processor time: %.3f%n", costs.get(ROUNDS / 2));
    System.out.printf("guard figure=%.3f goal=0.98%n", ratios.get(ROUNDS / 2));
  }

  private void fill() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
        KafkaProducer<byte[], byte[]> producer = producer()) {
      admin
          .createTopics(
              List.of(new NewTopic("in", 1, (short) 1), new NewTopic("out", 1, (short) 1)))
          .all()
          .get();
      for (int i = 0; i < RECORDS; i++) {
        String value =
            "{\"deviceName\":\"meter-%d\",\"telemetry\":{\"energy\":%d,\"power\":%d,\"voltage\":230}}"
                .formatted(i % 1000, i, i % 100);
        byte[] key = ("meter-" + i % 1000).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>("in", key, value.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  /** Records per second from the one topic to the other. */
  private double pass(boolean guarded) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        KafkaProducer<byte[], byte[]> producer = producer()) {
      consumer.assign(List.of(new TopicPartition("in", 0)));
      consumer.seekToBeginning(consumer.assignment());
      long start = System.nanoTime();
      int seen = 0;
      while (seen < RECORDS) {
        if (guarded) {
          uplink.hold(() -> 0);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          seen++;
          byte[] value = JSON.writeValueAsBytes(JSON.readTree(record.value()));
          ProducerRecord<byte[], byte[]> out = new ProducerRecord<>("out", record.key(), value);
          if (guarded) {
            downlink.send(uplink.ingest(record).path(), out);
          }
          producer.send(out);
        }
      }
      producer.flush();
      return RECORDS * 1e9 / (System.nanoTime() - start);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", servers),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers, "linger.ms", 5),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
