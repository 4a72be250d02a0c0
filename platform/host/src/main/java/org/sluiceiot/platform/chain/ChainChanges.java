package org.sluiceiot.platform.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds which nodes have to start when a chain's document changes. Stateless. */
final class ChainChanges {
  private ChainChanges() {}

  /**
   * A node that is started.
   *
   * @param position in the new document
   * @param before null when it is new
   */
  record Change(int position, ChainDocument.Node after, ChainDocument.Node before) {
    String id() {
      return after.id();
    }

    /** Where the node is in what the user sent. */
    String path() {
      return "document.nodes[" + position + "]";
    }
  }

  static List<Change> between(ChainGraph before, ChainDocument next) {
    Map<String, ChainDocument.Node> known = new HashMap<>();
    before.document().nodes().forEach(node -> known.put(node.id(), node));
    Set<String> reachable = next.reachableFrom(next.firstNode(), true);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < next.nodes().size(); i++) {
      ChainDocument.Node node = next.nodes().get(i);
      ChainDocument.Node old = known.get(node.id());
      NodeInstance instance = old == null ? null : before.slot(node.id()).instance();
      // A new connection can close a circle through a node that did not change: the loop guard
      // decides about a plugin's node when it starts, so it starts again.
      boolean entered = reachable.contains(node.id()) && !before.reaches(node.id());
      if (instance == null || !old.sameWork(node) || entered && !instance.concurrent()) {
        changes.add(new Change(i, node, old));
      }
    }
    return changes;
  }
}
