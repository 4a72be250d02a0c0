package org.sluiceiot.kafka.guard;

import java.util.List;
import java.util.Optional;

/**
 * A set of topic names, possibly infinite: what an uplink reads or a downlink may write. Immutable.
 */
public sealed interface TopicSet {
  /** These topics. */
  record Names(List<String> names) implements TopicSet {
    public Names {
      names = List.copyOf(names);
    }
  }

  /**
   * Topics that match a regular expression and not another.
   *
   * @param exclude null when nothing is excluded
   */
  record Pattern(String include, String exclude) implements TopicSet {}

  /**
   * Topics that a template can render: fixed texts with a hole between each two; {@code ["a.",
   * ".b"]} stands for {@code a.${x}.b}.
   */
  record Template(List<String> literals) implements TopicSet {
    public Template {
      literals = List.copyOf(literals);
    }
  }

  /** A topic in both sets, or empty when there is certainly none. Pure; bounded in time. */
  default Optional<Overlap> overlap(TopicSet other) {
    return Overlap.of(this, other);
  }

  /** The set in words. */
  default String words() {
    if (this instanceof Names set) {
      return String.join(", ", set.names());
    }
    if (this instanceof Template template) {
      return String.join("${…}", template.literals());
    }
    Pattern pattern = (Pattern) this;
    String exclude = pattern.exclude();
    return "/"
        + pattern.include()
        + "/"
        + (exclude == null || exclude.isEmpty() ? "" : " without /" + exclude + "/");
  }
}
