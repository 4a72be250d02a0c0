package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNode;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.rule.engine.api.TbNodeException;
import org.thingsboard.server.common.msg.TbMsg;

/**
 * A downlink node that runs in ThingsBoard. {@link #onMessage} is called by one thread at a time,
 * {@link #destroy} by any, any number of times.
 */
public final class Downlink {
  /** The plugin's name of this kind of node. */
  public static final String TYPE = "kafka-downlink";

  private static final Duration LAST_OUTCOMES = Duration.ofSeconds(15);

  private final Shared shared;
  private final RuleNode node;
  private final Context context;
  private final NodeView view;
  private final Runnable end = this::end;

  private record Context(Owner self, NodeObserver observer, Host host, Outcomes outcomes)
      implements RuleNodeContext {
    @Override
    public void complete(RuleMessage message, String relation) {
      outcomes.complete(message, relation);
    }

    @Override
    public void fail(RuleMessage message, Throwable cause) {
      outcomes.fail(message, cause);
    }
  }

  private Downlink(Shared shared, TbContext ctx) throws ConfigException {
    this.shared = shared;
    Owner owner = Identity.owner(ctx);
    boolean acknowledgeFirst = ctx.isExternalNodeForceAck();
    NodeHost host =
        new NodeHost(
            owner, shared.policyFor(Identity.tenant(ctx)), shared.members(), !acknowledgeFirst);
    NodeObserver observer = new NodeObserver(() -> Identity.who(ctx), (text, details) -> {});
    this.context = new Context(owner, observer, host, new Outcomes(ctx, acknowledgeFirst));
    this.node = shared.node(TYPE).factory().get();
    this.view = new NodeView(TYPE, owner, observer);
    shared.members().join(owner.id(), owner.tenant().id());
    shared.closer().opened(end);
  }

  /**
   * Starts a node; nothing is left of it when it does not start. Never blocks on Kafka.
   *
   * @throws TbNodeException what is wrong, all problems at once; never an Error, which would end
   *     the node for good
   */
  public static Downlink start(Shared shared, TbContext ctx, JsonNode config)
      throws TbNodeException {
    Downlink started = null;
    try {
      started = new Downlink(shared, ctx);
      started.init(shared.node(TYPE), config, Identity.who(ctx));
      return started;
    } catch (Throwable e) {
      // Whatever it is: ThingsBoard does not call destroy after a failed init.
      if (started != null) {
        started.destroy();
      }
      throw Failures.of(e);
    }
  }

  private void init(NodeType type, JsonNode given, String who) throws ConfigException {
    JsonNode config = node.upgrade(type.version(), given);
    node.init(context, Configurations.known(config, type.config(), who));
    if (context.observer().state() == State.REFUSED) {
      throw new ConfigException("", context.observer().reason(), "");
    }
  }

  /** Takes one message; never throws and never blocks. */
  public void onMessage(TbContext ctx, TbMsg msg) {
    boolean opened = false;
    try {
      RuleMessage message = Messages.message(msg);
      context.outcomes().open(msg);
      opened = true;
      node.onMessage(message);
    } catch (Throwable e) {
      // An Error that leaves onMsg ends the node for good; so whatever it is becomes a Failure.
      if (opened) {
        context.outcomes().fail(msg.getId(), e);
      } else {
        ctx.tellFailure(msg, e);
      }
    }
  }

  /** Ends the node in the background. Idempotent, never blocks. */
  public void destroy() {
    node.destroy();
    shared.closer().close(end);
  }

  private void end() {
    node.destroy();
    try {
      context.outcomes().awaitNone(LAST_OUTCOMES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      view.close();
      shared.members().leave(context.self().id());
      context.observer().state(State.STOPPED, "");
    }
  }
}
