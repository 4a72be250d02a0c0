package org.sluiceiot.kafka.guard;

import java.util.Optional;

/** Decides whether two topic sets share a topic. */
final class Overlap {
  private Overlap() {}

  static Optional<String> witness(TopicSet a, TopicSet b) {
    if (a instanceof TopicSet.Names left && b instanceof TopicSet.Names right) {
      return left.names().stream().filter(right.names()::contains).findFirst();
    }
    return Optional.empty();
  }
}
