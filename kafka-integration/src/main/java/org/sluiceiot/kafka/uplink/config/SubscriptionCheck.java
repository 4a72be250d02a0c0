package org.sluiceiot.kafka.uplink.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.sluiceiot.api.config.Problems;

/** What must fit together in a subscription. */
final class SubscriptionCheck {
  private SubscriptionCheck() {}

  static void check(UplinkConfig config, Problems problems) {
    boolean named = !config.topics().isEmpty();
    boolean pattern = present(config.topicPattern());
    if (named == pattern) {
      problems
          .at("topics")
          .add(
              named ? "stands beside a pattern" : "is missing",
              "give either topics or topicPattern");
    }
    if (present(config.topicExclude()) && !pattern) {
      problems.at("topicExclude").add("stands without a pattern", "give topicPattern");
    }
    regex(config.topicPattern(), problems.at("topicPattern"));
    regex(config.topicExclude(), problems.at("topicExclude"));
    topics(config, problems.at("topics"));
    try {
      Start.parse(config.startAt());
    } catch (IllegalArgumentException e) {
      problems
          .at("startAt")
          .add(e.getMessage(), "write earliest, latest, committed, 1h or 2026-01-31T00:00:00Z");
    }
  }

  private static void topics(UplinkConfig config, Problems problems) {
    List<String> topics = config.topics();
    long explicit = 0;
    for (int i = 0; i < topics.size(); i++) {
      try {
        TopicSpec spec = TopicSpec.parse(topics.get(i));
        explicit += spec.partition() == null ? 0 : 1;
        if (spec.topic().equals(config.failures().deadLetterTopic())) {
          problems.at(i).add("is the dead letter topic", "read it with 'redrive'");
        }
      } catch (IllegalArgumentException e) {
        problems
            .at(i)
            .add(e.getMessage(), "write topic, topic:partition or topic:partition:offset");
      }
    }
    if (explicit > 0 && explicit < topics.size()) {
      problems.add("mixes whole topics and single partitions", "use two integrations");
    }
  }

  private static void regex(String text, Problems problems) {
    if (present(text)) {
      try {
        Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        problems.add(
            e.getDescription() + " near character " + e.getIndex(), "write a regular expression");
      }
    }
  }

  static boolean present(String text) {
    return text != null && !text.isBlank();
  }
}
