package org.sluiceiot.platform.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.host.State;
import org.sluiceiot.platform.chain.ChainChanges.Change;
import org.sluiceiot.platform.owner.RunningOwner;
import org.sluiceiot.platform.plugin.ConfigProblems;
import org.sluiceiot.platform.plugin.PluginFailedException;
import org.sluiceiot.platform.secret.UnreadableSecretsException;

/**
 * Replaces the nodes of a running chain, by its user's changes and after errors of their code.
 *
 * <p>Its lock lets one change at a time be made to this chain and is held while nodes start, up to
 * ten seconds. No message waits for it, nor does anything of another chain.
 */
final class ChainUpdate {
  private static final Duration VERDICT = Duration.ofSeconds(10);

  /** Longer than a node may take to complete what it owes. */
  private static final Duration ABANDON = Duration.ofSeconds(40);

  private static final Duration CLOSE = Duration.ofSeconds(30);

  /** Messages wait for a node that is started again so soon; else they fail. */
  private static final Duration WORTH_WAITING = Duration.ofSeconds(5);

  private final ChainRuntime chain;
  private final NodeStarter starter;
  private final Map<String, RunningOwner> notRunning = new ConcurrentHashMap<>();
  private boolean closed;

  ChainUpdate(ChainRuntime chain, NodeStarter starter) {
    this.chain = chain;
    this.starter = starter;
  }

  synchronized void replace(ChainValidation.Checked checked)
      throws ConfigException, RefusedException {
    ChainDocument next = checked.kept();
    ChainGraph before = chain.graph();
    List<Change> changes = ChainChanges.between(before, next);
    Map<String, NodeSlot> slots = slots(before, next);
    park(changes, slots);
    // The loop guard asks what the new connections reach while the new nodes start.
    chain.graph(new ChainGraph(next, slots));
    Map<String, NodeInstance> started = new LinkedHashMap<>();
    try {
      startAll(changes, checked.clear(), started);
      awaitVerdicts(changes, started);
    } catch (Throwable e) {
      // Broad: whatever hinders the change, the former document must run again.
      started.values().forEach(this::stop);
      chain.graph(before);
      for (Change change : changes) {
        restore(slots.get(change.id()), change);
      }
      throw e;
    }
    for (Change change : changes) {
      forgetNotRunning(change.id());
      starter.restarts().started(ownerId(change.id()));
      slots.get(change.id()).open(started.get(change.id()));
    }
    removeAbsent(before, next);
  }

  synchronized void revert(ChainDocument former) {
    ChainGraph before = chain.graph();
    List<Change> changes = ChainChanges.between(before, former);
    Map<String, NodeSlot> slots = slots(before, former);
    park(changes, slots);
    chain.graph(new ChainGraph(former, slots));
    changes.forEach(change -> startLeniently(slots.get(change.id()), change.after()));
    removeAbsent(before, former);
  }

  private void park(List<Change> changes, Map<String, NodeSlot> slots) {
    changes.forEach(change -> stop(slots.get(change.id()).park()));
  }

  private Map<String, NodeSlot> slots(ChainGraph before, ChainDocument next) {
    Map<String, NodeSlot> slots = new HashMap<>();
    for (ChainDocument.Node node : next.nodes()) {
      NodeSlot slot = before.slot(node.id());
      slots.put(node.id(), slot == null ? new NodeSlot(chain, node.id()) : slot);
    }
    return slots;
  }

  private void startAll(
      List<Change> changes, Map<String, JsonNode> clear, Map<String, NodeInstance> started)
      throws ConfigException, RefusedException {
    List<Problem> problems = new ArrayList<>();
    for (Change change : changes) {
      try {
        JsonNode config = clear.get(change.id());
        started.put(change.id(), starter.start(chain, change.after(), config));
      } catch (ConfigException e) {
        problems.addAll(ConfigProblems.within(e, change.path(), change.path() + ".config"));
      } catch (PluginFailedException | UnreadableSecretsException e) {
        throw new RefusedException(change.path(), e.getMessage());
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
      RunningOwner owner = started.get(change.id()).owner();
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      try {
        RunningOwner.Status status = owner.awaitStart(left);
        if (status.state() == State.REFUSED) {
          throw new RefusedException(change.path(), status.reason());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Brings the former node back into its slot. */
  private void restore(NodeSlot slot, Change change) {
    if (change.before() == null) {
      slot.close(removed());
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

  /** The slot is parked; afterwards it is open, or closed, or the node is started again soon. */
  private void startLeniently(NodeSlot slot, ChainDocument.Node node) {
    try {
      NodeInstance fresh = starter.start(chain, node, null);
      forgetNotRunning(node.id());
      starter.restarts().started(ownerId(node.id()));
      slot.open(fresh);
    } catch (ConfigException e) {
      doesNotRun(slot, node, State.REFUSED, e.getMessage());
    } catch (UnreadableSecretsException e) {
      // Trying again would not help: somebody has to enter the secret or bring the key back.
      doesNotRun(slot, node, State.FAILED, e.getMessage());
    } catch (Throwable e) {
      // Broad: whatever one node's code throws, the other nodes have to start.
      failed(slot, node, e);
    }
  }

  private void failed(NodeSlot slot, ChainDocument.Node node, Throwable error) {
    String why =
        error instanceof PluginFailedException
            ? error.getMessage()
            : "the node's code failed: " + PluginFailedException.inWords(error);
    RunningOwner owner = notRunning(node, State.FAILED, why);
    Duration delay = starter.restarts().failed(owner, why, () -> startAgain(node.id()));
    if (delay.compareTo(WORTH_WAITING) > 0) {
      slot.close(new IllegalStateException("the node does not run: " + why));
    }
  }

  private void doesNotRun(NodeSlot slot, ChainDocument.Node node, State state, String why) {
    notRunning(node, state, why);
    slot.close(new IllegalStateException("the node does not run: " + why));
  }

  private RunningOwner notRunning(ChainDocument.Node node, State state, String why) {
    RunningOwner owner = starter.notRunning(chain, node, state, why);
    notRunning.put(node.id(), owner);
    return owner;
  }

  private void forgetNotRunning(String nodeId) {
    RunningOwner owner = notRunning.remove(nodeId);
    if (owner != null) {
      starter.ended(owner);
    }
  }

  private synchronized void startAgain(String nodeId) {
    NodeSlot slot = chain.graph().slot(nodeId);
    if (closed || slot == null || slot.instance() != null) {
      return;
    }
    slot.park();
    chain.graph().document().node(nodeId).ifPresent(node -> startLeniently(slot, node));
  }

  void broken(NodeInstance instance, String nodeId, Throwable error) {
    // Not on the calling thread, which has messages to work on.
    starter.later(Duration.ZERO, () -> replaceBroken(instance, nodeId, error));
  }

  private synchronized void replaceBroken(NodeInstance instance, String nodeId, Throwable error) {
    NodeSlot slot = chain.graph().slot(nodeId);
    if (closed || slot == null || slot.instance() != instance) {
      return;
    }
    stop(slot.park());
    chain.graph().document().node(nodeId).ifPresent(node -> failed(slot, node, error));
  }

  private static RuntimeException removed() {
    return new NotProcessedException("the node was removed");
  }

  synchronized void restartNodesOf(String plugin) {
    ChainGraph graph = chain.graph();
    for (ChainDocument.Node node : graph.document().nodes()) {
      NodeSlot slot = graph.slot(node.id());
      NodeInstance instance = slot.instance();
      if (instance == null || instance.isOf(plugin)) {
        stop(slot.park());
        forgetNotRunning(node.id());
        startLeniently(slot, node);
      }
    }
  }

  private void removeAbsent(ChainGraph before, ChainDocument next) {
    Set<String> kept = next.nodeIds();
    for (String id : before.document().nodeIds()) {
      if (!kept.contains(id)) {
        NodeSlot slot = before.slot(id);
        stop(slot.park());
        slot.close(removed());
        forgetNotRunning(id);
        starter.restarts().forget(ownerId(id));
      }
    }
  }

  private void stop(NodeInstance instance) {
    if (instance != null) {
      instance.destroy();
      starter.ended(instance.owner());
      starter.later(ABANDON, instance::abandon);
    }
  }

  private String ownerId(String nodeId) {
    return ChainRuntime.ownerId(chain.id(), nodeId);
  }

  Optional<RunningOwner.Status> lastStatus(String nodeId) {
    return Optional.ofNullable(notRunning.get(nodeId)).map(RunningOwner::status);
  }

  synchronized void close() {
    closed = true;
    ChainGraph graph = chain.graph();
    List<NodeInstance> ended = new ArrayList<>();
    for (String id : graph.document().nodeIds()) {
      NodeSlot slot = graph.slot(id);
      NodeInstance instance = slot.park();
      slot.close(new NotProcessedException("the host is closing"));
      starter.restarts().forget(ownerId(id));
      forgetNotRunning(id);
      if (instance != null) {
        instance.destroy();
        ended.add(instance);
      }
    }
    long deadline = System.nanoTime() + CLOSE.toNanos();
    while (ended.stream().anyMatch(node -> node.owed() > 0) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(5_000_000);
    }
    ended.forEach(NodeInstance::abandon);
    ended.forEach(instance -> starter.ended(instance.owner()));
  }
}
