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
  private final List<Visit> parked = new ArrayList<>();
  private NodeInstance instance;
  private boolean exchanging = true;
  private RuntimeException unavailable = new NotProcessedException("the node was removed");

  /** On the lane of the visit's entity. */
  void enter(Visit visit, ChainRuntime chain, String nodeId) {
    lock.readLock().lock();
    try {
      if (!exchanging && instance != null && instance.concurrent()) {
        instance.enter(visit);
        return;
      }
    } finally {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    try {
      if (exchanging) {
        parked.add(visit);
      } else if (instance != null) {
        instance.enter(visit);
      } else {
        refuse(visit, chain, nodeId);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void refuse(Visit visit, ChainRuntime chain, String nodeId) {
    RuntimeException why = unavailable;
    visit
        .journey()
        .lane()
        .execute(
            () ->
                chain.left(
                    null,
                    nodeId,
                    visit.journey(),
                    visit.message(),
                    org.sluiceiot.api.node.RuleNodeContext.FAILURE,
                    why));
  }

  /** From now on messages wait. Returns the instance that was here, or null. */
  NodeInstance park() {
    lock.writeLock().lock();
    try {
      NodeInstance before = instance;
      instance = null;
      exchanging = true;
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
      exchanging = false;
      for (Visit visit : parked) {
        if (fresh != null) {
          fresh.enter(visit);
        } else {
          refuse(visit, chain, nodeId);
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
