package org.sluiceiot.platform.chain;

import java.util.HashMap;
import java.util.Map;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNode;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.platform.owner.RunningOwner;
import org.sluiceiot.platform.plugin.NodeChoice;

/** One running node with its context: sees to it that every call gets exactly one outcome. */
final class NodeInstance implements RuleNodeContext {
  private final ChainRuntime chain;
  private final String nodeId;
  private final NodeChoice choice;
  private final RunningOwner owner;
  private final Host host;
  private final RuleNode node;
  private final OpenCalls calls = new OpenCalls();
  private final Metrics.Counter received;
  private final Metrics.Counter surplus;
  private final Map<String, Metrics.Counter> left = new HashMap<>();

  NodeInstance(
      ChainRuntime chain, String nodeId, NodeChoice choice, RunningOwner owner, Host host) {
    this.chain = chain;
    this.nodeId = nodeId;
    this.choice = choice;
    this.owner = owner;
    this.host = host;
    this.node = choice.type().factory().get();
    received = owner.metrics().counter("node.in");
    surplus = owner.metrics().counter("node.surplus-outcomes");
    choice.type().relations().forEach(this::countRelation);
    countRelation(FAILURE);
  }

  private void countRelation(String relation) {
    left.put(relation, owner.metrics().counter("node.out", "relation", relation));
  }

  RunningOwner owner() {
    return owner;
  }

  /** Whether messages may enter the node from several threads at once. */
  boolean concurrent() {
    return choice.plugin() == null;
  }

  /**
   * @throws ConfigException all problems; the instance must be thrown away
   */
  void start(ChainDocument.Node document) throws ConfigException {
    choice.call(
        () -> {
          node.init(this, document.config());
          return null;
        });
    if (choice.plugin() == null) {
      owner.state(State.RUNNING, "");
    }
  }

  /** On the entity thread of the call's entity. */
  void enter(NodeCall call) {
    received.add(1);
    calls.add(call);
    if (owner.debugging()) {
      debug("in", call.message(), "");
    }
    try {
      node.onMessage(call.message());
    } catch (RuntimeException | StackOverflowError e) {
      // Broad: the contract says that whatever a node throws is the failure of this message.
      fail(call.message(), e);
    }
  }

  @Override
  public Owner self() {
    return owner.owner();
  }

  @Override
  public Observer observer() {
    return owner;
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  public void complete(RuleMessage message, String relation) {
    if (left.containsKey(relation)) {
      leave(message, relation, null);
    } else {
      fail(
          message,
          new IllegalStateException("the node answered with unknown relation '" + relation + "'"));
    }
  }

  @Override
  public void fail(RuleMessage message, Throwable cause) {
    leave(message, FAILURE, cause);
  }

  private void leave(RuleMessage message, String relation, Throwable cause) {
    NodeCall call = calls.take(message.id());
    if (call == null) {
      surplus.add(1);
      return;
    }
    left.get(relation).add(1);
    if (owner.debugging()) {
      debug("out", message, relation);
    }
    if (cause != null) {
      call.run().nodeFailed(cause);
    }
    call.run()
        .thread()
        .execute(() -> chain.left(this, nodeId, call.run(), message, relation, cause));
  }

  private void debug(String direction, RuleMessage message, String relation) {
    Map<String, String> details = new HashMap<>(message.metadata());
    details.put("direction", direction);
    details.put("relation", relation);
    details.put("messageType", message.type());
    details.put("originator", message.originator().toString());
    details.put("data", message.data());
    owner.event(new Event(Event.Kind.DEBUG, direction + " " + relation, details));
  }

  /** Ends the node; it completes what it owes by itself, within the time that it documents. */
  void destroy() {
    choice.run(node::destroy);
    owner.state(State.STOPPED, "");
  }

  /** Fails what the node still owes long after its end. */
  void abandon() {
    calls
        .takeAll()
        .forEach(
            call ->
                call.run()
                    .thread()
                    .execute(
                        () ->
                            chain.left(
                                this,
                                nodeId,
                                call.run(),
                                call.message(),
                                FAILURE,
                                new NotProcessedException("closed: the node gave no outcome"))));
  }

  int owed() {
    return calls.count();
  }
}
