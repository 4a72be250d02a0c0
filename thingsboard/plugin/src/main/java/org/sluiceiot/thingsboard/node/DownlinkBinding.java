package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
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
public final class DownlinkBinding extends Binding {
  /** The plugin's name of this kind of node. */
  public static final String TYPE = "kafka-downlink";

  private static final Duration LAST_OUTCOMES = Duration.ofSeconds(15);

  private final NodeType type;
  private final RuleNode node;
  private final Outcomes outcomes;
  private final Context context;

  private record Context(Owner self, Observer observer, Host host, Outcomes outcomes)
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

  private DownlinkBinding(Shared shared, TbContext ctx) throws ConfigException {
    super(shared, ctx, TYPE, false);
    boolean acknowledgeFirst = ctx.isExternalNodeForceAck();
    type = shared.node(TYPE);
    node = type.factory().get();
    outcomes = new Outcomes(ctx, acknowledgeFirst);
    context = new Context(owner(), observer(), host(!acknowledgeFirst), outcomes);
  }

  /**
   * Starts a node.
   *
   * @throws TbNodeException why it does not start, all problems at once
   */
  public static DownlinkBinding start(Shared shared, TbContext ctx, JsonNode config)
      throws TbNodeException {
    return Binding.start(() -> new DownlinkBinding(shared, ctx), config);
  }

  @Override
  void begin(JsonNode given) throws ConfigException {
    JsonNode config = PostedConfiguration.downlink(type, given, observer()::warning);
    checkCluster(config);
    node.init(context, config);
  }

  /** Takes one message; never throws and never blocks. */
  public void onMessage(TbMsg msg) {
    boolean opened = false;
    try {
      RuleMessage message = ServerMessages.message(msg);
      outcomes.open(msg);
      opened = true;
      node.onMessage(message);
    } catch (Throwable e) {
      // An Error that leaves onMsg ends the node for good; so whatever it is becomes a Failure.
      if (opened) {
        outcomes.fail(msg.getId(), e);
      } else {
        outcomes.failUnopened(msg, e);
      }
    }
  }

  /** The messages that wait get their outcomes meanwhile. */
  @Override
  public void destroy() {
    node.destroy();
    super.destroy();
  }

  @Override
  void finish() {
    node.destroy();
    try {
      outcomes.awaitNone(LAST_OUTCOMES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
