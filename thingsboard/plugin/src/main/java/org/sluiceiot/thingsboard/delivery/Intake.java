package org.sluiceiot.thingsboard.delivery;

import java.util.concurrent.CompletableFuture;
import org.sluiceiot.api.host.RetriableException;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.server.common.data.id.EntityId;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.common.msg.queue.RuleEngineException;
import org.thingsboard.server.common.msg.queue.TbMsgCallback;
import org.thingsboard.server.queue.TbQueueCallback;
import org.thingsboard.server.queue.TbQueueMsgMetadata;

/**
 * A way into ThingsBoard. Messages of one entity enter in the order of the calls; called by one
 * thread at a time per entity.
 */
@FunctionalInterface
public interface Intake {
  /**
   * Hands a message over.
   *
   * @param message not yet built, so that the way in can add what it needs
   * @return completes when ThingsBoard acknowledges; never null
   */
  CompletableFuture<Void> accept(EntityId entity, TbMsg.TbMsgBuilder message);

  /**
   * Into the rule chain of the entity's profile, through its queue or the one that somebody chose
   * for this node; acknowledged when queued.
   */
  static Intake deviceProfile(TbContext ctx) {
    return (entity, message) -> {
      Queued queued = new Queued();
      // Asked anew each time: choosing another queue restarts no node.
      String chosen = ctx.getQueueName();
      if (chosen == null || chosen.isBlank()) {
        ctx.getClusterService()
            .pushMsgToRuleEngine(ctx.getTenantId(), entity, message.build(), queued);
      } else {
        ctx.getClusterService()
            .pushMsgToRuleEngine(
                ctx.getTenantId(), entity, message.queueName(chosen).build(), true, queued);
      }
      return queued.done;
    };
  }

  /** Along {@code Success} of this node; acknowledged at the end of processing. */
  static Intake ownChain(TbContext ctx) {
    return (entity, message) -> {
      Processed processed = new Processed();
      ctx.tellSuccess(message.callback(processed).build());
      return processed.done;
    };
  }

  /** Acknowledgement of the queue. */
  final class Queued implements TbQueueCallback {
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    @Override
    public void onSuccess(TbQueueMsgMetadata metadata) {
      done.complete(null);
    }

    @Override
    public void onFailure(Throwable t) {
      done.completeExceptionally(t);
    }
  }

  /** Acknowledgement of the rule chain. */
  final class Processed implements TbMsgCallback {
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    @Override
    public void onSuccess() {
      done.complete(null);
    }

    @Override
    public void onFailure(RuleEngineException e) {
      done.completeExceptionally(e);
    }

    @Override
    public void onRateLimit(RuleEngineException e) {
      done.completeExceptionally(
          new RetriableException("the tenant's rate limit of rule chain executions is reached", e));
    }
  }
}
