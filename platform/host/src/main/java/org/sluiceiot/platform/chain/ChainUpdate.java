package org.sluiceiot.platform.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.host.State;
import org.sluiceiot.platform.owner.RunningOwner;

/** Exchanges the nodes of a running chain. Serialised by its own lock. */
final class ChainUpdate {
  private static final Duration VERDICT = Duration.ofSeconds(10);

  /** Longer than a node may take to complete what it owes. */
  private static final Duration ABANDON = Duration.ofSeconds(40);

  private static final Duration CLOSE = Duration.ofSeconds(30);

  private final ChainRuntime chain;
  private final NodeStarter starter;
  private final Map<String, RunningOwner> notRunning = new ConcurrentHashMap<>();

  ChainUpdate(ChainRuntime chain, NodeStarter starter) {
    this.chain = chain;
    this.starter = starter;
  }

  /**
   * A node that is started or exchanged.
   *
   * @param before null when it is new
   */
  private record Change(int position, ChainDocument.Node after, ChainDocument.Node before) {}

  synchronized void replace(ChainDocument next) throws ConfigException, RefusedException {
    ChainGraph before = chain.graph();
    List<Change> changes = changes(before, next);
    Map<String, NodeSlot> slots = slots(before, next);
    for (Change change : changes) {
      stop(slots.get(change.after().id()).park());
    }
    // The loop guard asks what the new connections reach while the new nodes start.
    chain.graph(new ChainGraph(next, slots));
    Map<String, NodeInstance> started = new LinkedHashMap<>();
    try {
      startAll(changes, started);
      awaitVerdicts(changes, started);
    } catch (ConfigException | RefusedException e) {
      started.values().forEach(this::stop);
      chain.graph(before);
      for (Change change : changes) {
        restore(slots.get(change.after().id()), change);
      }
      throw e;
    }
    for (Change change : changes) {
      notRunning.remove(change.after().id());
      String id = change.after().id();
      slots.get(id).open(started.get(id), chain, id);
    }
    removeAbsent(before, next);
  }

  private static List<Change> changes(ChainGraph before, ChainDocument next) {
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

  private static Map<String, NodeSlot> slots(ChainGraph before, ChainDocument next) {
    Map<String, NodeSlot> slots = new HashMap<>();
    for (ChainDocument.Node node : next.nodes()) {
      NodeSlot slot = before.slot(node.id());
      slots.put(node.id(), slot == null ? new NodeSlot() : slot);
    }
    return slots;
  }

  private void startAll(List<Change> changes, Map<String, NodeInstance> started)
      throws ConfigException {
    List<Problem> problems = new ArrayList<>();
    for (Change change : changes) {
      try {
        started.put(change.after().id(), starter.start(chain, change.after()));
      } catch (ConfigException e) {
        String at = "document.nodes[" + change.position() + "]";
        for (Problem problem : e.problems()) {
          String path = problem.path().isEmpty() ? at : at + ".config." + problem.path();
          problems.add(new Problem(path, problem.text(), problem.remedy()));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static void awaitVerdicts(List<Change> changes, Map<String, NodeInstance> started)
      throws RefusedException {
    long deadline = System.nanoTime() + VERDICT.toNanos();
    for (Change change : changes) {
      RunningOwner owner = started.get(change.after().id()).owner();
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      try {
        RunningOwner.Status status = owner.awaitStart(left);
        if (status.state() == State.REFUSED) {
          throw new RefusedException("document.nodes[" + change.position() + "]", status.reason());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Brings the former node back into its slot. */
  private void restore(NodeSlot slot, Change change) {
    String id = change.after().id();
    if (change.before() == null) {
      slot.close(removed(), chain, id);
    } else {
      startLeniently(slot, change.before());
    }
  }

  synchronized void startLeniently(ChainDocument document) {
    Map<String, NodeSlot> slots = slots(chain.graph(), document);
    chain.graph(new ChainGraph(document, slots));
    for (ChainDocument.Node node : document.nodes()) {
      startLeniently(slots.get(node.id()), node);
    }
  }

  private void startLeniently(NodeSlot slot, ChainDocument.Node node) {
    try {
      slot.open(starter.start(chain, node), chain, node.id());
    } catch (ConfigException e) {
      notRunning.put(node.id(), starter.refused(chain, node, e.getMessage()));
      slot.close(new IllegalStateException(e.getMessage()), chain, node.id());
    }
  }

  private static RuntimeException removed() {
    return new NotProcessedException("the node was removed");
  }

  synchronized void restartPluginNodes() {
    ChainGraph graph = chain.graph();
    for (ChainDocument.Node node : graph.document().nodes()) {
      NodeSlot slot = graph.slot(node.id());
      NodeInstance instance = slot.instance();
      if (instance == null || !instance.concurrent()) {
        stop(slot.park());
        notRunning.remove(node.id());
        startLeniently(slot, node);
      }
    }
  }

  private void removeAbsent(ChainGraph before, ChainDocument next) {
    for (ChainDocument.Node node : before.document().nodes()) {
      if (next.nodes().stream().noneMatch(kept -> kept.id().equals(node.id()))) {
        NodeSlot slot = before.slot(node.id());
        stop(slot.park());
        slot.close(removed(), chain, node.id());
        notRunning.remove(node.id());
      }
    }
  }

  private void stop(NodeInstance instance) {
    if (instance != null) {
      instance.destroy();
      starter.ended(instance);
      starter.later(ABANDON, instance::abandon);
    }
  }

  Optional<RunningOwner.Status> lastStatus(String nodeId) {
    return Optional.ofNullable(notRunning.get(nodeId)).map(RunningOwner::status);
  }

  synchronized void close() {
    ChainGraph graph = chain.graph();
    List<NodeInstance> ended = new ArrayList<>();
    for (ChainDocument.Node node : graph.document().nodes()) {
      NodeSlot slot = graph.slot(node.id());
      NodeInstance instance = slot.park();
      slot.close(new NotProcessedException("the host is closing"), chain, node.id());
      if (instance != null) {
        instance.destroy();
        ended.add(instance);
      }
    }
    long deadline = System.nanoTime() + CLOSE.toNanos();
    while (ended.stream().anyMatch(node -> node.owed() > 0) && System.nanoTime() < deadline) {
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
    ended.forEach(NodeInstance::abandon);
    ended.forEach(starter::ended);
  }
}
