package org.sluiceiot.platform.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A chain's document with the running nodes. Immutable; the slots are not. */
final class ChainGraph {
  static final ChainGraph EMPTY =
      new ChainGraph(new ChainDocument("", List.of(), List.of()), Map.of());

  private final ChainDocument document;
  private final Map<String, NodeSlot> slots;
  private final Map<String, Map<String, List<String>>> targets = new HashMap<>();
  private final Set<String> reachable;

  ChainGraph(ChainDocument document, Map<String, NodeSlot> slots) {
    this.document = document;
    this.slots = Map.copyOf(slots);
    for (ChainDocument.Connection connection : document.connections()) {
      targets
          .computeIfAbsent(connection.from(), key -> new HashMap<>())
          .computeIfAbsent(connection.relation(), key -> new ArrayList<>())
          .add(connection.to());
    }
    reachable = document.reachableFrom(document.firstNode(), true);
  }

  ChainDocument document() {
    return document;
  }

  /** The slot of a node, or null. */
  NodeSlot slot(String nodeId) {
    return slots.get(nodeId);
  }

  List<String> targets(String nodeId, String relation) {
    return targets.getOrDefault(nodeId, Map.of()).getOrDefault(relation, List.of());
  }

  /** Whether messages that enter the chain can come to the node. */
  boolean reaches(String nodeId) {
    return reachable.contains(nodeId);
  }
}
