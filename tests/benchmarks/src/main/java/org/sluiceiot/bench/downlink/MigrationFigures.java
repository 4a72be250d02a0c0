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

/** What single producer settings that a migrated node may have cost, in one run. */
public final class MigrationFigures {
  private static final int PARTITIONS = 6;
  private static final int OPEN = 9_000;
  private static final int WARM_UP = 3;
  private static final String OWN = "own defaults (64 KiB, 5 ms)";
  private static final String TOOL = "Kafka's tool, 16 KiB, 0 ms";

  /** Properties beside connection, topic and key. */
  private static final Map<String, String> NODES = new LinkedHashMap<>();

  static {
    NODES.put(OWN, "");
    NODES.put("16 KiB, 0 ms", sending("16KiB", "0ms"));
    NODES.put("16 KiB, 5 ms", sending("16KiB", "5ms"));
    NODES.put("64 KiB, 0 ms", sending("64KiB", "0ms"));
  }

  private final KafkaBroker broker;
  private int topics;

  public MigrationFigures(KafkaBroker broker) {
    this.broker = broker;
  }

  private static String sending(String batch, String linger) {
    return ",\"sending\":{\"batchSize\":\"%s\",\"linger\":\"%s\"}".formatted(batch, linger);
  }

  /**
   * @param records of each run
   * @param rounds in each of which every setting has its turn
   */
  public void print(int records, int rounds) throws Exception {
    Throughput throughput = new Throughput(broker, records);
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      Map<String, Double> turn = new LinkedHashMap<>();
      List<String> names = new ArrayList<>(NODES.keySet());
      Collections.rotate(names, round);
      for (String name : names) {
        turn.put(name, throughput.node(written(), OPEN, NODES.get(name)));
      }
      for (boolean idempotent : new boolean[] {true, false}) {
        String name = TOOL + (idempotent ? ", idempotent" : ", not idempotent");
        turn.put(name, throughput.tool(Load.topic(written()), idempotent, 0, 16_384));
      }
      if (round >= 0) {
        turn.forEach((name, rate) -> rates.computeIfAbsent(name, n -> new ArrayList<>()).add(rate));
      }
    }
    double own = median(rates.get(OWN));
    rates.forEach(
        (name, all) ->
            System.out.printf(
                "%-45s %,10.0f/s  ratio to own defaults %.3f%n",
                name, median(all), median(all) / own));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  /** A topic that holds a record in every partition, as the other benchmark's do. */
  private String written() throws Exception {
    System.gc();
    String suffix = "migration-" + topics++;
    Map<String, Object> to = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(to)) {
      admin
          .createTopics(List.of(new NewTopic(Load.topic(suffix), PARTITIONS, (short) 1)))
          .all()
          .get();
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(to, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        producer
            .send(new ProducerRecord<>(Load.topic(suffix), partition, null, new byte[] {1}))
            .get();
      }
    }
    return suffix;
  }
}
