package org.sluiceiot.bench.downlink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.sluiceiot.platform.broker.KafkaBroker;

/** Takes all figures of the downlink node on one broker and prints them. */
public final class DownlinkFigures {
  private static final int PARTITIONS = 6;

  private static final String TOOL = "ProducerPerformance";

  /**
   * Messages without an outcome. The first, whose figure counts, is what keeps client and broker
   * busy: five requests of six batches on the way, one waiting and one being filled. More wait
   * longer, and are out of the processor's cache when their outcome comes; the last is near the
   * node's limit.
   */
  private static final int[] OPEN = {9_000, 20_000, 45_000};

  /** Both, and the broker, get faster for as long as their compilers learn: many rounds. */
  private static final int WARM_UP = 5;

  /** Even, so that each goes first as often as the other. */
  private static final int ROUNDS = 10;

  private final KafkaBroker broker;
  private int topics;

  public DownlinkFigures(KafkaBroker broker) {
    this.broker = broker;
  }

  /**
   * @param records of each run
   * @param updates of the configuration
   */
  public void print(int records, int updates) throws Exception {
    throughput(records);
    int inversions = new Order(broker, records).inversions(suffix(), PARTITIONS);
    figure("downlink-inversions-per-" + records, inversions, "0");
    updates(updates);
    String suffix = suffix();
    String servers = broker.bootstrapServers();
    broker.kill();
    CallerTime.millis(servers, suffix);
    double millis = CallerTime.millis(servers, suffix);
    figure("downlink-caller-p99.9-ms-broker-down", millis, "<=1");
  }

  private void throughput(int records) throws Exception {
    Throughput throughput = new Throughput(broker, records);
    Map<Integer, List<Double>> ratios = new LinkedHashMap<>();
    for (int open : OPEN) {
      ratios.put(open, new ArrayList<>());
    }
    for (int round = 1 - WARM_UP; round <= ROUNDS; round++) {
      for (int open : OPEN) {
        Map<String, Double> rates = turn(throughput, open, round % 2 == 0);
        System.out.println((round > 0 ? "round " + round : "warm-up") + Throughput.row(rates));
        if (round > 0) {
          ratios.get(open).add(rates.get(name(open)) / rates.get(TOOL));
        }
      }
    }
    for (int open : OPEN) {
      boolean main = open == OPEN[0];
      String name = "downlink-throughput-ratio" + (main ? "" : "-with-" + open + "-open");
      figure(name, median(ratios.get(open)), main ? ">=0.9" : "none");
    }
  }

  /** Who goes first changes, so that a machine that slows down harms both. */
  private Map<String, Double> turn(Throughput throughput, int open, boolean nodeFirst)
      throws Exception {
    Map<String, Double> rates = new LinkedHashMap<>();
    if (nodeFirst) {
      rates.put(name(open), throughput.node(written(), open));
    }
    rates.put(TOOL, throughput.tool(Load.topic(written())));
    if (!nodeFirst) {
      rates.put(name(open), throughput.node(written(), open));
    }
    return rates;
  }

  private static String name(int open) {
    return "node with %,d open".formatted(open);
  }

  private void updates(int updates) throws Exception {
    Updates.Result result = Updates.run(broker, suffix(), updates);
    System.out.println("before " + result.before() + "\nafter  " + result.after());
    figure("downlink-updates-unanswered", result.sent() - result.ended(), "0");
    figure("downlink-updates-threads", result.after().threads() - result.before().threads(), "0");
    figure(
        "downlink-updates-producers",
        result.after().producers() - result.before().producers(),
        "0");
    figure("downlink-updates-mbeans", result.after().beans() - result.before().beans(), "0");
    double heap = (double) result.after().heap() / result.before().heap();
    figure("downlink-updates-heap-ratio", heap, "<=1.2");
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    int middle = values.size() / 2;
    return (values.get(middle - 1) + values.get(middle)) / 2;
  }

  private static void figure(String name, double value, String goal) {
    System.out.println("%s figure=%.3f goal=%s".formatted(name, value, goal));
  }

  /**
   * Creates a topic of its own for a run, so that no run reads or grows another's. It holds a
   * record in every partition: a broker that has just created a partition may refuse its first
   * batch and take the second, and an idempotent producer that runs at full speed then stands still
   * until delivery.timeout.ms is over.
   */
  private String written() throws Exception {
    // No run pays for the garbage of the one before.
    System.gc();
    String suffix = suffix();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        producer.send(new ProducerRecord<>(Load.topic(suffix), partition, null, null)).get();
      }
    }
    return suffix;
  }

  private String suffix() throws Exception {
    String suffix = Integer.toString(++topics);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      NewTopic topic = new NewTopic(Load.topic(suffix), PARTITIONS, (short) 1);
      admin.createTopics(List.of(topic)).all().get();
    }
    return suffix;
  }
}
