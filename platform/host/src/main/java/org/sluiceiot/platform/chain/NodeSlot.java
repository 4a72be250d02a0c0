package org.sluiceiot.platform.chain;

import java.util.ArrayDeque;
import java.util.Deque;
import org.sluiceiot.api.node.RuleNodeContext;

/**
 * The place of a node in a running chain. Its instance can be replaced; messages that come
 * meanwhile wait here, in order. Safe for any thread.
 *
 * <p>Messages enter a plugin's node one at a time, each on the thread of its own entity: when one
 * is through, the next that waits is handed to its thread. The lock guards only who waits and who
 * has the turn; neither a node nor anything else is called under it.
 */
final class NodeSlot {
  private final Object lock = new Object();
  private final Deque<NodeCall> waiting = new ArrayDeque<>();
  private final ChainRuntime chain;
  private final String nodeId;

  /** The instance when any number of messages may enter it at once, else null. */
  private volatile NodeInstance concurrent;

  private NodeInstance instance;
  private RuntimeException unavailable = new NotProcessedException("the node was removed");

  /** While no instance is to be entered and messages wait. */
  private boolean changing = true;

  /** While a message is in the node or on its way into it. */
  private boolean turnTaken;

  NodeSlot(ChainRuntime chain, String nodeId) {
    this.chain = chain;
    this.nodeId = nodeId;
  }

  /** On the entity thread of the call's message. */
  void enter(NodeCall call) {
    NodeInstance free = concurrent;
    if (free != null) {
      free.enter(call);
      return;
    }
    synchronized (lock) {
      if (changing || turnTaken || !waiting.isEmpty()) {
        waiting.add(call);
        return;
      }
      turnTaken = true;
    }
    take(call);
  }

  /** Lets a call that has the turn into the node, then gives the turn on. */
  private void take(NodeCall call) {
    NodeInstance into;
    RuntimeException why;
    synchronized (lock) {
      if (changing) {
        waiting.addFirst(call);
        turnTaken = false;
        return;
      }
      into = instance;
      why = unavailable;
    }
    try {
      if (into != null) {
        into.enter(call);
      } else {
        call.run()
            .execute(
                () ->
                    chain.left(
                        null, nodeId, call.run(), call.message(), RuleNodeContext.FAILURE, why));
      }
    } finally {
      giveTurnOn();
    }
  }

  private void giveTurnOn() {
    NodeCall next;
    synchronized (lock) {
      next = nextTurn();
    }
    handOver(next);
  }

  /** Under the lock, when nobody has the turn. */
  private NodeCall nextTurn() {
    NodeCall next = changing ? null : waiting.poll();
    turnTaken = next != null;
    boolean free = !changing && next == null && instance != null && instance.concurrent();
    // Only when nobody waits: a message must not overtake those of its entity that do.
    concurrent = free ? instance : null;
    return next;
  }

  private void handOver(NodeCall next) {
    if (next != null) {
      next.run().execute(() -> take(next));
    }
  }

  /** From now on messages wait. Returns the instance that was here, or null. */
  NodeInstance park() {
    synchronized (lock) {
      NodeInstance before = instance;
      instance = null;
      concurrent = null;
      changing = true;
      return before;
    }
  }

  /** Lets the waiting messages and all later ones into the instance. */
  void open(NodeInstance fresh) {
    open(fresh, null);
  }

  /** Fails the waiting messages and all later ones. */
  void close(RuntimeException why) {
    open(null, why);
  }

  private void open(NodeInstance fresh, RuntimeException why) {
    NodeCall next;
    synchronized (lock) {
      instance = fresh;
      unavailable = why;
      changing = false;
      next = turnTaken ? null : nextTurn();
    }
    handOver(next);
  }

  /** The instance that runs here, or null. */
  NodeInstance instance() {
    synchronized (lock) {
      return instance;
    }
  }
}
