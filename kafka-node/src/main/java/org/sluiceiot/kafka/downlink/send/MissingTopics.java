package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * The topics that one node writes to and the cluster does not have. Safe for any thread; {@link
 * #check} is for the producer's thread.
 */
final class MissingTopics {
  /** A broker that makes topics on first use has made one by then. */
  private static final long GRACE = Duration.ofSeconds(2).toNanos();

  private static final long AGAIN = Duration.ofSeconds(2).toNanos();

  /** A topic that one message named, wrongly, is forgotten while others are written to. */
  private static final long FORGET = Duration.ofMinutes(5).toNanos();

  private static final int MOST = 20;
  private static final int NAMED = 3;

  private final Map<String, Seen> topics = new ConcurrentHashMap<>();
  private volatile boolean any;
  private volatile boolean othersWritten;
  private long nextCheck;

  private record Seen(long first, long last) {}

  /** The cluster said that it does not have this topic. */
  void missing(String topic, long now) {
    if (topics.size() < MOST || topics.containsKey(topic)) {
      topics.merge(topic, new Seen(now, now), (old, seen) -> new Seen(old.first, seen.last));
      any = true;
    }
  }

  /** A record reached this topic. */
  void written(String topic) {
    if (any) {
      othersWritten = true;
      topics.remove(topic);
    }
  }

  /**
   * Asks again for what is missing.
   *
   * @param producer whose answers do not block; null when there is none now
   * @return one sentence for the user; empty when nothing is missing
   */
  String check(Producer<byte[], byte[]> producer, long now) {
    if (!any) {
      return "";
    }
    if (producer != null && now - nextCheck >= 0) {
      nextCheck = now + AGAIN;
      topics.keySet().removeIf(topic -> exists(producer, topic));
      boolean forget = othersWritten;
      topics.values().removeIf(seen -> forget && now - seen.last > FORGET);
      any = !topics.isEmpty();
    }
    List<String> missing =
        topics.entrySet().stream()
            .filter(entry -> now - entry.getValue().first > GRACE)
            .map(entry -> "'" + entry.getKey() + "'")
            .sorted()
            .toList();
    return missing.isEmpty() ? "" : sentence(missing);
  }

  private static boolean exists(Producer<byte[], byte[]> producer, String topic) {
    try {
      return !producer.partitionsFor(topic).isEmpty();
    } catch (KafkaException | IllegalStateException e) {
      // Not there, not known yet, or the client has just been closed: asked again later.
      return false;
    }
  }

  private static String sentence(List<String> missing) {
    String names = missing.stream().limit(NAMED).collect(Collectors.joining(", "));
    String more = missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : "";
    return "the cluster has no topic %s%s: create it, or correct the node's topic"
        .formatted(names, more);
  }
}
