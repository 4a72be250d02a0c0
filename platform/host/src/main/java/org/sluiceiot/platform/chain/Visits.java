package org.sluiceiot.platform.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The messages that a node owes an outcome. Two branches of one message may be at a node at once.
 * Safe for any thread.
 */
final class Visits {
  private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();

  /** A visit and the ones of the same message before it. */
  private record Waiting(Visit visit, Waiting before) {}

  void add(Visit visit) {
    waiting.merge(
        visit.message().id(),
        new Waiting(visit, null),
        (before, fresh) -> new Waiting(visit, before));
  }

  /** The visit that an outcome belongs to, or null when the message owes nothing (any more). */
  Visit take(UUID message) {
    Visit[] taken = new Visit[1];
    waiting.computeIfPresent(
        message,
        (id, top) -> {
          taken[0] = top.visit();
          return top.before();
        });
    return taken[0];
  }

  /** Takes every visit that is left. */
  List<Visit> takeAll() {
    List<Visit> all = new ArrayList<>();
    for (UUID message : waiting.keySet()) {
      for (Visit visit = take(message); visit != null; visit = take(message)) {
        all.add(visit);
      }
    }
    return all;
  }

  int count() {
    return waiting.size();
  }
}
