package org.sluiceiot.thingsboard.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.common.msg.queue.RuleEngineException;
import org.thingsboard.server.common.msg.queue.TbMsgCallback;

/**
 * Sees to it that each message has one outcome: ThingsBoard would take a second one. Safe for any
 * thread.
 */
final class Outcomes {
  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

  /** Nobody waits for the end of a message that was acknowledged on its arrival. */
  private enum Acknowledged implements TbMsgCallback {
    INSTANCE;

    @Override
    public void onSuccess() {}

    @Override
    public void onFailure(RuleEngineException e) {}
  }

  private final TbContext ctx;
  private final boolean acknowledgeFirst;
  // A chain can bring two copies of one message here, with the same id.
  private final Map<UUID, Deque<TbMsg>> open = new ConcurrentHashMap<>();
  private int count;

  /**
   * @param acknowledgeFirst whether the operator wants a message acknowledged on arrival and its
   *     result queued anew
   */
  Outcomes(TbContext ctx, boolean acknowledgeFirst) {
    this.ctx = ctx;
    this.acknowledgeFirst = acknowledgeFirst;
  }

  /** A message arrives. */
  void open(TbMsg msg) {
    TbMsg held = msg;
    if (acknowledgeFirst) {
      ctx.ack(msg);
      // It is another message from here on: what the acknowledged one's queue waits for is over.
      held = msg.transform().callback(Acknowledged.INSTANCE).build();
    }
    TbMsg added = held;
    open.compute(
        msg.getId(),
        (id, copies) -> {
          Deque<TbMsg> all = copies == null ? new ArrayDeque<>(1) : copies;
          all.add(added);
          return all;
        });
    synchronized (this) {
      count++;
    }
  }

  void complete(RuleMessage message, String relation) {
    TbMsg msg = close(message.id());
    if (msg == null) {
      return;
    }
    TbMsg result = ServerMessages.result(msg, message);
    tell(
        () -> {
          if (acknowledgeFirst) {
            ctx.enqueueForTellNext(result, relation);
          } else if (relation.equals(RuleNodeContext.SUCCESS)) {
            ctx.tellSuccess(result);
          } else {
            ctx.tellNext(result, relation);
          }
        });
  }

  void fail(RuleMessage message, Throwable cause) {
    TbMsg msg = close(message.id());
    if (msg != null) {
      fail(ServerMessages.result(msg, message), cause);
    }
  }

  /** Fails a message after {@link #open}, without the node's word on it. */
  void fail(UUID id, Throwable cause) {
    TbMsg msg = close(id);
    if (msg != null) {
      fail(msg, cause);
    }
  }

  /** Fails a message that never came as far as {@link #open}. */
  void failUnopened(TbMsg msg, Throwable cause) {
    tell(() -> ctx.tellFailure(msg, cause));
  }

  private void fail(TbMsg msg, Throwable cause) {
    tell(
        () -> {
          if (acknowledgeFirst) {
            ctx.enqueueForTellFailure(msg, cause);
          } else {
            ctx.tellFailure(msg, cause);
          }
        });
  }

  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (Throwable e) {
      // The host is going down, its queue is away, or a class of it is gone; the caller is a thread
      // of the Kafka client, which must live whatever it is.
      LOG.error("The server did not take the outcome of a message", e);
    }
  }

  private TbMsg close(UUID id) {
    TbMsg[] first = new TbMsg[1];
    open.computeIfPresent(
        id,
        (key, copies) -> {
          first[0] = copies.poll();
          return copies.isEmpty() ? null : copies;
        });
    if (first[0] == null) {
      LOG.error("Message {} has had its outcome; the second one is ignored", id);
    } else {
      closed();
    }
    return first[0];
  }

  private synchronized void closed() {
    count--;
    if (count == 0) {
      notifyAll();
    }
  }

  /** How many messages wait for their outcome. */
  synchronized int size() {
    return count;
  }

  /**
   * Waits until every message has its outcome.
   *
   * @return whether that came in time
   */
  synchronized boolean awaitNone(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (count > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
