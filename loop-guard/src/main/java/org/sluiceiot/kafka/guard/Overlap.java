package org.sluiceiot.kafka.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluiceiot.kafka.guard.language.Language;
import org.sluiceiot.kafka.guard.language.Witness;

/**
 * Two topic sets share a topic.
 *
 * @param topic one that both hold; {@code ?} when only the doubt speaks for it
 * @param doubt why it may not be so after all, in words; empty when it is certain
 */
public record Overlap(String topic, String doubt) {

  static Optional<Overlap> of(TopicSet a, TopicSet b) {
    if (a instanceof TopicSet.Names left) {
      return ofNames(left.names(), b);
    }
    if (b instanceof TopicSet.Names right) {
      return ofNames(right.names(), a);
    }
    Language both = language(a).and(language(b));
    Witness witness = both.witness();
    if (!witness.decided()) {
      String tooLarge = "the patterns are too large to compare";
      return Optional.of(new Overlap("?", tooLarge));
    }
    return Optional.ofNullable(witness.topic()).map(topic -> new Overlap(topic, both.doubt()));
  }

  private static Optional<Overlap> ofNames(List<String> names, TopicSet other) {
    if (other instanceof TopicSet.Names more) {
      Set<String> known = new HashSet<>(more.names());
      return names.stream().filter(known::contains).findFirst().map(Overlap::certain);
    }
    Language language = language(other);
    return names.stream()
        .filter(language::contains)
        .findFirst()
        .map(topic -> new Overlap(topic, language.doubt()));
  }

  private static Overlap certain(String topic) {
    return new Overlap(topic, "");
  }

  private static Language language(TopicSet set) {
    if (set instanceof TopicSet.Template template) {
      return Language.template(template.literals());
    }
    TopicSet.Pattern pattern = (TopicSet.Pattern) set;
    return Language.pattern(pattern.include(), pattern.exclude());
  }
}
