package org.sluiceiot.bench.downlink;

import java.util.Arrays;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.downlink.KafkaDownlink;

/** How long {@code onMessage} keeps its caller while no broker answers. */
final class CallerTime {
  private static final int MESSAGES = 200_000;

  private CallerTime() {}

  /** The 99.9th percentile in milliseconds; the queue fills up half way. */
  static double millis(String servers, String suffix) throws ConfigException {
    Counting context = new Counting();
    String queue = ",\"queue\":{\"maxRecords\":100000,\"closeTimeout\":\"100ms\"}";
    KafkaDownlink node = Load.node(context, servers, suffix, queue);
    RuleMessage[] messages = new RuleMessage[MESSAGES];
    Arrays.setAll(messages, Load::message);
    long[] nanos = new long[MESSAGES];
    for (int i = 0; i < MESSAGES; i++) {
      long start = System.nanoTime();
      node.onMessage(messages[i]);
      nanos[i] = System.nanoTime() - start;
    }
    node.destroy();
    context.await(MESSAGES);
    Arrays.sort(nanos);
    return nanos[(int) (MESSAGES * 0.999)] / 1e6;
  }
}
