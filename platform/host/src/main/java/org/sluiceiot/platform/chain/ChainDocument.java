package org.sluiceiot.platform.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;

/** A rule chain as users write it: nodes and what connects them. */
public record ChainDocument(
    @Property(title = "First node", help = "Id of the node that every message enters.")
        String firstNode,
    @Property(title = "Nodes", help = "The nodes of the chain.", min = "1", max = "500")
        List<Node> nodes,
    @Property(
            title = "Connections",
            help = "Where a message goes from a node.",
            defaultValue = "[]",
            max = "2000")
        List<Connection> connections)
    implements Validated {

  /**
   * @param version of the configuration; 0 for the node type's current one
   * @param x place on the editor's canvas; likewise y
   */
  public record Node(
      @Property(
              title = "Id",
              help = "Unique in the chain: letters, digits, '-' and '_', at most 64.",
              pattern = "[A-Za-z0-9_-]{1,64}")
          String id,
      @Property(title = "Type", help = "Type of the node.", min = "1", max = "100") String type,
      @Property(title = "Name", help = "Name for people.", min = "1", max = "255") String name,
      @Property(title = "Version", help = "Version of the configuration.", optional = true)
          int version,
      @Property(title = "Configuration", help = "As the type declares it.", defaultValue = "{}")
          JsonNode config,
      @Property(title = "X", help = "Place in the editor.", optional = true) double x,
      @Property(title = "Y", help = "Place in the editor.", optional = true) double y) {

    /** Whether a running instance of this node may go on for the other. */
    boolean sameWork(Node other) {
      return type.equals(other.type) && version == other.version && config.equals(other.config);
    }

    Node with(int newVersion, JsonNode newConfig) {
      return new Node(id, type, name, newVersion, newConfig, x, y);
    }
  }

  /** A message that leaves {@code from} along {@code relation} goes to {@code to}. */
  public record Connection(
      @Property(title = "From", help = "Id of the node that a message leaves.") String from,
      @Property(title = "To", help = "Id of the node that it enters.") String to,
      @Property(title = "Relation", help = "Outcome of the first node.", min = "1", max = "255")
          String relation) {}

  @Override
  public void validate(Problems problems) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (!ids.add(nodes.get(i).id())) {
        problems.at("nodes").at(i).at("id").add("is used twice", "give every node its own id");
      }
    }
    if (!ids.contains(firstNode)) {
      problems.at("firstNode").add("names no node", "use the id of one of the nodes");
    }
    for (int i = 0; i < connections.size(); i++) {
      Problems at = problems.at("connections").at(i);
      if (!ids.contains(connections.get(i).from())) {
        at.at("from").add("names no node", "use the id of one of the nodes");
      }
      if (!ids.contains(connections.get(i).to())) {
        at.at("to").add("names no node", "use the id of one of the nodes");
      }
    }
    for (Node node : nodes) {
      if (reachableFrom(node.id(), false).contains(node.id())) {
        problems
            .at("connections")
            .add(
                "lead from node '" + node.name() + "' back to itself",
                "remove one connection of the circle");
        return;
      }
    }
  }

  /** Ids of the nodes that a message at this node can come to. */
  Set<String> reachableFrom(String start, boolean includeStart) {
    Map<String, Set<String>> next = new HashMap<>();
    for (Connection connection : connections) {
      next.computeIfAbsent(connection.from(), key -> new HashSet<>()).add(connection.to());
    }
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(next.getOrDefault(start, Set.of()));
    while (!open.isEmpty()) {
      String id = open.pop();
      if (seen.add(id)) {
        open.addAll(next.getOrDefault(id, Set.of()));
      }
    }
    if (includeStart) {
      seen.add(start);
    }
    return seen;
  }

  Optional<Node> node(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /** In the order of the nodes. */
  Set<String> nodeIds() {
    Set<String> ids = new LinkedHashSet<>();
    nodes.forEach(node -> ids.add(node.id()));
    return ids;
  }

  ChainDocument withNodes(List<Node> changed) {
    return new ChainDocument(firstNode, changed, connections);
  }
}
