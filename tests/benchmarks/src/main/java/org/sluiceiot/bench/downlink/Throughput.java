package org.sluiceiot.bench.downlink;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.tools.ProducerPerformance;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.downlink.KafkaDownlink;
import org.sluiceiot.kafka.downlink.config.Acks;
import org.sluiceiot.platform.broker.KafkaBroker;

/** Messages a second through the node, and records a second of Kafka's own tool. */
final class Throughput {
  /** How many messages end before the sender that waits goes on: two batches. */
  private static final int STEP = 500;

  /** How often the sender looks how many have ended. */
  private static final int LOOK = 256;

  private static final Pattern RATE = Pattern.compile("([0-9.]+) records/sec");

  private final KafkaBroker broker;
  private final int records;

  /** Few, so that they are in the processor's cache, as a message that was just made is. */
  private final RuleMessage[] messages = new RuleMessage[250];

  Throughput(KafkaBroker broker, int records) {
    this.broker = broker;
    this.records = records;
    for (int i = 0; i < messages.length; i++) {
      messages[i] = Load.message(i);
    }
  }

  /**
   * One run of the node, messages per second until the last acknowledgement. Its sender never
   * pauses for long, as the tool's does not: that one waits for the memory of one batch.
   *
   * @param open messages without an outcome at once; below the node's limit of 50,000, so that it
   *     never has to refuse
   */
  double node(String suffix, int open) throws ConfigException {
    return node(suffix, open, "");
  }

  /** As {@link #node(String, int)}, with further properties. */
  double node(String suffix, int open, String more) throws ConfigException {
    Counting context = new Counting();
    KafkaDownlink node = Load.node(context, broker.bootstrapServers(), suffix, more);
    // Warm: a producer's first record to a partition goes alone, which takes a while, once.
    send(node, 0, messages.length);
    context.await(messages.length);
    int all = messages.length + records;
    long start = System.nanoTime();
    for (int i = messages.length; i < all; i += LOOK) {
      if (i - context.ended() > open) {
        context.await(i - open + STEP);
      }
      send(node, i, Math.min(i + LOOK, all));
    }
    context.await(all);
    double seconds = (System.nanoTime() - start) / 1e9;
    node.destroy();
    if (context.success() != all) {
      throw new IllegalStateException("of " + all + " messages succeeded " + context.success());
    }
    return records / seconds;
  }

  /** Short, so that it is compiled once and not anew for each run. */
  private void send(KafkaDownlink node, int from, int to) {
    for (int i = from; i < to; i++) {
      node.onMessage(messages[i % messages.length]);
    }
  }

  /** One run of Kafka's own tool with the node's client settings. */
  double tool(String topic) throws Exception {
    return tool(topic, true, 5, 65_536);
  }

  /** As {@link #tool(String)}, with other settings. */
  double tool(String topic, boolean idempotent, int linger, int batch) throws Exception {
    String[] arguments = {
      "--topic",
      topic,
      "--num-records",
      Integer.toString(records),
      "--record-size",
      "200",
      "--throughput",
      "-1",
      "--producer-props",
      "bootstrap.servers=" + broker.bootstrapServers(),
      "acks=" + Acks.ALL.property(),
      "enable.idempotence=" + idempotent,
      "linger.ms=" + linger,
      "batch.size=" + batch,
      "buffer.memory=33554432",
      "max.in.flight.requests.per.connection=5",
      "compression.type=none",
      "send.buffer.bytes=-1",
      "request.timeout.ms=30000",
      "delivery.timeout.ms=120000"
    };
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      ProducerPerformance.main(arguments);
    } finally {
      System.setOut(before);
    }
    return lastRate(printed.toString(StandardCharsets.UTF_8));
  }

  private static double lastRate(String text) {
    String summary =
        text.lines().filter(line -> line.contains("99.9th")).reduce((a, b) -> b).orElse(text);
    Matcher matcher = RATE.matcher(summary);
    if (!matcher.find()) {
      throw new IllegalStateException("no rate in: " + text);
    }
    return Double.parseDouble(matcher.group(1));
  }

  /** For the printed table. */
  static String row(Map<String, Double> rates) {
    StringBuilder row = new StringBuilder();
    rates.forEach((name, rate) -> row.append("  %s %,.0f/s".formatted(name, rate)));
    return row.toString();
  }
}
