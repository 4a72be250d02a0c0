package org.sluiceiot.platform.chain;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.platform.chain.Ending.Outcome;
import org.sluiceiot.platform.owner.RunningOwner;

/** One running chain. Safe for any thread; {@link #replace} is serialised. */
public final class ChainRuntime implements AutoCloseable {
  private final UUID id;
  private final ChainUpdate update;
  private final LongAdder messages = new LongAdder();
  private final LongAdder[] outcomes = {new LongAdder(), new LongAdder(), new LongAdder()};
  private volatile ChainGraph graph = ChainGraph.EMPTY;

  ChainRuntime(UUID id, NodeStarter starter) {
    this.id = id;
    this.update = new ChainUpdate(this, starter);
  }

  public UUID id() {
    return id;
  }

  /** The id under which a node of a chain is known in the whole host. */
  public static String ownerId(UUID chain, String nodeId) {
    return UUID.nameUUIDFromBytes((chain + "/" + nodeId).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /**
   * Sends a message in.
   *
   * @param ticket of the entity thread that this is called on
   * @param end called once, from any thread
   */
  public void process(RuleMessage message, EntityThreads.Ticket ticket, Consumer<Ending> end) {
    messages.increment();
    MessageRun run = new MessageRun(ticket.thread(), ending -> finished(ending, end));
    enter(graph.document().firstNode(), run, message);
  }

  private void finished(Ending ending, Consumer<Ending> end) {
    outcomes[ending.outcome().ordinal()].increment();
    end.accept(ending);
  }

  private void enter(String nodeId, MessageRun run, RuleMessage message) {
    NodeSlot slot = graph.slot(nodeId);
    if (slot == null) {
      left(
          null,
          nodeId,
          run,
          message,
          RuleNodeContext.FAILURE,
          new NotProcessedException("the node was removed"));
    } else {
      slot.enter(new NodeCall(run, message), this, nodeId);
    }
  }

  /** A node is done with a message. On the entity thread of the message's entity. */
  void left(
      NodeInstance from,
      String nodeId,
      MessageRun run,
      RuleMessage message,
      String relation,
      Throwable cause) {
    List<String> targets = graph.targets(nodeId, relation);
    if (targets.isEmpty()) {
      endBranch(from, run, message, relation, cause);
      return;
    }
    run.fork(targets.size());
    for (String target : targets) {
      enter(target, run, message);
    }
  }

  private static void endBranch(
      NodeInstance from, MessageRun run, RuleMessage message, String relation, Throwable cause) {
    switch (relation) {
      case RuleNodeContext.FAILURE -> {
        if (from != null) {
          from.owner().event(failure(message, cause));
        }
        run.branchEnded(Outcome.FAILURE, cause);
      }
      case RuleNodeContext.LOOP -> run.branchEnded(Outcome.LOOP, null);
      default -> run.branchEnded(Outcome.SUCCESS, null);
    }
  }

  private static Event failure(RuleMessage message, Throwable cause) {
    Map<String, String> details = new HashMap<>(message.metadata());
    details.put("messageType", message.type());
    details.put("originator", message.originator().toString());
    details.put("data", message.data());
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new Event(Event.Kind.ERROR, why, details);
  }

  /**
   * Runs another document; nodes that did not change go on untouched, messages for the others wait
   * meanwhile. Blocks up to ten seconds for nodes that have to hear from the loop guard.
   *
   * @throws ConfigException a node does not accept its configuration; the former document goes on
   * @throws RefusedException a rule forbids a node; likewise
   */
  void replace(ChainDocument next) throws ConfigException, RefusedException {
    update.replace(next);
  }

  /** As {@link #replace} at the host's start: what cannot start fails its messages, with words. */
  void startLeniently(ChainDocument document) {
    update.startLeniently(document);
  }

  /** Starts the plugins' nodes again, after what the tenant may use changed. */
  void restartPluginNodes() {
    update.restartPluginNodes();
  }

  ChainGraph graph() {
    return graph;
  }

  void graph(ChainGraph next) {
    graph = next;
  }

  /** The document that runs now. */
  public ChainDocument document() {
    return graph.document();
  }

  /** Whether messages that enter this chain can come to the node of this owner id. */
  public boolean reachesOwner(String ownerId) {
    ChainGraph now = graph;
    return now.document().nodes().stream()
        .anyMatch(node -> ownerId(id, node.id()).equals(ownerId) && now.reaches(node.id()));
  }

  /** messages = success + failure + loop, once nothing is on its way. */
  public Map<String, Long> counters() {
    Map<String, Long> counters = new LinkedHashMap<>();
    counters.put("messages", messages.sum());
    counters.put("success", outcomes[Outcome.SUCCESS.ordinal()].sum());
    counters.put("failure", outcomes[Outcome.FAILURE.ordinal()].sum());
    counters.put("loop", outcomes[Outcome.LOOP.ordinal()].sum());
    return counters;
  }

  /** How the nodes are doing, by node id. */
  public Map<String, RunningOwner.Status> nodes() {
    Map<String, RunningOwner.Status> nodes = new LinkedHashMap<>();
    ChainGraph now = graph;
    for (ChainDocument.Node node : now.document().nodes()) {
      NodeSlot slot = now.slot(node.id());
      NodeInstance instance = slot == null ? null : slot.instance();
      if (instance != null) {
        nodes.put(node.id(), instance.owner().status());
      } else {
        update.lastStatus(node.id()).ifPresent(status -> nodes.put(node.id(), status));
      }
    }
    return nodes;
  }

  /** Ends all nodes; blocks until they gave every outcome, at most thirty seconds. */
  @Override
  public void close() {
    update.close();
  }
}
