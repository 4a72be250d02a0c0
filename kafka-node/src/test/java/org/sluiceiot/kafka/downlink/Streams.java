package org.sluiceiot.kafka.downlink;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.sluiceiot.api.message.RuleMessage;

/** Numbered messages of several devices, and what became of their order. */
final class Streams {
  private static final int DEVICES = 20;

  /** The broker would forget a producer of old records when it restarts, and store some twice. */
  private static final Instant NOW = Instant.now();

  private Streams() {}

  static RuleMessage message(int number) {
    UUID device = new UUID(0, number % DEVICES);
    return Messages.telemetry(device, NOW, "{\"n\":" + number + "}", "deviceName", "d");
  }

  static int number(ConsumerRecord<byte[], byte[]> record) {
    return Messages.json(new String(record.value(), StandardCharsets.UTF_8)).get("n").asInt();
  }

  /** How often a record follows one of the same key with a higher number. */
  static int inversions(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Integer> last = new HashMap<>();
    int inversions = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      int number = number(record);
      Integer before = last.put(new String(record.key(), StandardCharsets.UTF_8), number);
      if (before != null && before > number) {
        inversions++;
      }
    }
    return inversions;
  }

  static long distinct(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().mapToInt(Streams::number).distinct().count();
  }
}
