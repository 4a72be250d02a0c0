package org.sluiceiot.platform.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The place of a node in a running chain. Its instance can be exchanged; messages that come
 * meanwhile wait here, in order. Safe for any thread.
 */
final class NodeSlot {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final List<NodeCall> parked = new ArrayList<>();
  private NodeInstance instance;
  private boolean changing = true;
  private RuntimeException unavailable = new NotProcessedException("the node was removed");

  /** On the entity thread of the call's entity. */
  void enter(NodeCall call, ChainRuntime chain, String nodeId) {
    lock.readLock().lock();
    try {
      if (!changing && instance != null && instance.concurrent()) {
        instance.enter(call);
        return;
      }
    } finally {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    try {
      if (changing) {
        parked.add(call);
      } else if (instance != null) {
        instance.enter(call);
      } else {
        refuse(call, chain, nodeId);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void refuse(NodeCall call, ChainRuntime chain, String nodeId) {
    RuntimeException why = unavailable;
    call.run()
        .thread()
        .execute(
            () ->
                chain.left(
                    null,
                    nodeId,
                    call.run(),
                    call.message(),
                    org.sluiceiot.api.node.RuleNodeContext.FAILURE,
                    why));
  }

  /** From now on messages wait. Returns the instance that was here, or null. */
  NodeInstance park() {
    lock.writeLock().lock();
    try {
      NodeInstance before = instance;
      instance = null;
      changing = true;
      return before;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Lets the waiting messages and all later ones into the instance. */
  void open(NodeInstance fresh, ChainRuntime chain, String nodeId) {
    open(fresh, null, chain, nodeId);
  }

  /** Fails the waiting messages and all later ones. */
  void close(RuntimeException why, ChainRuntime chain, String nodeId) {
    open(null, why, chain, nodeId);
  }

  private void open(NodeInstance fresh, RuntimeException why, ChainRuntime chain, String nodeId) {
    lock.writeLock().lock();
    try {
      instance = fresh;
      unavailable = why;
      changing = false;
      for (NodeCall call : parked) {
        if (fresh != null) {
          fresh.enter(call);
        } else {
          refuse(call, chain, nodeId);
        }
      }
      parked.clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The instance that runs here, or null. */
  NodeInstance instance() {
    lock.readLock().lock();
    try {
      return instance;
    } finally {
      lock.readLock().unlock();
    }
  }
}
