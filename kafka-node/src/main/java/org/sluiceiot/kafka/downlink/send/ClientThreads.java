package org.sluiceiot.kafka.downlink.send;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the I/O thread of a producer, which Kafka's client does not tell, by its name. */
final class ClientThreads {
  private static final String NAME = "kafka-producer-network-thread";

  private ClientThreads() {}

  static Set<Thread> now() {
    Thread[] threads = new Thread[Thread.activeCount() * 2 + 64];
    Thread.enumerate(threads);
    return Arrays.stream(threads)
        .filter(Objects::nonNull)
        .filter(thread -> thread.getName().startsWith(NAME))
        .collect(Collectors.toSet());
  }

  /** The thread that is new; null when there is not exactly one, so that it is not known. */
  static Thread since(Set<Thread> before) {
    Set<Thread> now = new HashSet<>(now());
    now.removeAll(before);
    return now.size() == 1 ? now.iterator().next() : null;
  }
}
