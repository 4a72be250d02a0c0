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
final class OpenCalls {
  private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();

  /** A call and the ones of the same message before it. */
  private record Waiting(NodeCall call, Waiting before) {}

  void add(NodeCall call) {
    waiting.merge(
        call.message().id(), new Waiting(call, null), (before, fresh) -> new Waiting(call, before));
  }

  /** The call that an outcome belongs to, or null when the message owes nothing (any more). */
  NodeCall take(UUID message) {
    NodeCall[] taken = new NodeCall[1];
    waiting.computeIfPresent(
        message,
        (id, top) -> {
          taken[0] = top.call();
          return top.before();
        });
    return taken[0];
  }

  /** Takes every call that is left. */
  List<NodeCall> takeAll() {
    List<NodeCall> all = new ArrayList<>();
    for (UUID message : waiting.keySet()) {
      for (NodeCall call = take(message); call != null; call = take(message)) {
        all.add(call);
      }
    }
    return all;
  }

  int count() {
    return waiting.size();
  }
}
