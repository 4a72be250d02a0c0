package org.sluiceiot.kafka.uplink.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.kafka.connection.check.CheckRequest;
import org.sluiceiot.kafka.connection.check.CheckRequest.TopicAccess;
import org.sluiceiot.kafka.guard.TopicSet;
import org.sluiceiot.kafka.uplink.config.Start;
import org.sluiceiot.kafka.uplink.config.TopicSpec;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;

/** What an integration reads and in which group. Immutable. */
public final class Subscription {
  /** Ending of the names of dead letter topics; a pattern never brings in one of them. */
  public static final String DEAD_LETTER = ".dead-letter";

  private static final String GROUP = "sluice-";

  private final String group;
  private final String deadLetterTopic;
  private final Start start;
  private final List<String> topics = new ArrayList<>();
  private final Map<TopicPartition, Long> explicit = new HashMap<>();
  private final String include;
  private final String exclude;

  /**
   * @param groupNames from a group as the user wants it to the group on the cluster
   */
  public Subscription(UplinkConfig config, Owner owner, UnaryOperator<String> groupNames) {
    group =
        groupNames.apply(present(config.groupId()) ? config.groupId().strip() : GROUP + owner.id());
    String named = config.failures().deadLetterTopic();
    deadLetterTopic = present(named) ? named : group + DEAD_LETTER;
    start = Start.parse(config.startAt());
    for (String text : config.topics()) {
      TopicSpec spec = TopicSpec.parse(text);
      if (spec.partition() == null) {
        topics.add(spec.topic());
      } else {
        explicit.put(new TopicPartition(spec.topic(), spec.partition()), spec.offset());
      }
    }
    include = present(config.topicPattern()) ? config.topicPattern() : null;
    exclude = exclusion(config.topicExclude());
    topics.remove(deadLetterTopic);
    explicit.keySet().removeIf(partition -> partition.topic().equals(deadLetterTopic));
  }

  private String exclusion(String excluded) {
    String own = "__.*|.*" + Pattern.quote(DEAD_LETTER) + "|" + Pattern.quote(deadLetterTopic);
    return present(excluded) ? own + "|(?:" + excluded + ")" : own;
  }

  /** Where this integration's dead letters go; never read by it. */
  public String deadLetterTopic() {
    return deadLetterTopic;
  }

  /** The consumer group. */
  public String groupId() {
    return group;
  }

  Start start() {
    return start;
  }

  /** Whole topics by name; empty when single partitions or a pattern are read. */
  List<String> topics() {
    return topics;
  }

  /** Single partitions, each with the offset to start at or null; usually empty. */
  Map<TopicPartition, Long> explicit() {
    return explicit;
  }

  boolean byPattern() {
    return include != null;
  }

  /** Matches the topics to read by pattern, dead letter and internal topics never. */
  Pattern pattern() {
    return Pattern.compile("(?!(?:" + exclude + ")$)(?:" + include + ")");
  }

  /** What a check must find out. */
  public CheckRequest access(boolean createsDeadLetters) {
    List<TopicAccess> wanted = new ArrayList<>();
    topics.forEach(topic -> wanted.add(new TopicAccess(topic, false, false)));
    explicit.keySet().stream()
        .map(TopicPartition::topic)
        .distinct()
        .forEach(topic -> wanted.add(new TopicAccess(topic, false, false)));
    wanted.add(new TopicAccess(deadLetterTopic, true, createsDeadLetters));
    return new CheckRequest(wanted, group);
  }

  /** Whether this integration reads a topic. */
  public boolean reads(String topic) {
    if (include != null) {
      return pattern().matcher(topic).matches();
    }
    return topics.contains(topic)
        || explicit.keySet().stream().anyMatch(partition -> partition.topic().equals(topic));
  }

  /** What the loop guard must know. */
  TopicSet topicSet() {
    if (include != null) {
      return new TopicSet.Pattern(include, exclude);
    }
    return explicit.isEmpty()
        ? new TopicSet.Names(topics)
        : new TopicSet.Names(
            explicit.keySet().stream().map(TopicPartition::topic).distinct().toList());
  }

  @Override
  public String toString() {
    if (include != null) {
      return "topics like " + include;
    }
    return explicit.isEmpty() ? String.join(", ", topics) : explicit.keySet().toString();
  }

  private static boolean present(String text) {
    return text != null && !text.isBlank();
  }
}
