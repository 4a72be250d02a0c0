package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.integration.Integration;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.thingsboard.delivery.Delivery;
import org.sluiceiot.thingsboard.delivery.Intake;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.rule.engine.api.TbNodeException;

/** An uplink that runs as a node in ThingsBoard. {@link #destroy} may be called by any thread. */
public final class Uplink {
  /** The plugin's name of this kind of integration. */
  public static final String TYPE = "kafka-uplink";

  /** The part of the node's JSON that is the binding's own. */
  static final String DELIVERY = "delivery";

  private final Shared shared;
  private final Integration integration;
  private final Context context;
  private final NodeView view;
  private final AlarmMessages alarms;
  private final Runnable end = this::end;

  private record Context(Owner self, NodeObserver observer, Host host, Delivery delivery)
      implements IntegrationContext {
    @Override
    public CompletionStage<Void> deliver(EntityBatch batch) {
      return delivery.deliver(batch);
    }
  }

  private Uplink(Shared shared, TbContext ctx, DeliveryConfig config) throws ConfigException {
    this.shared = shared;
    Owner owner = Identity.owner(ctx);
    NodeHost host =
        new NodeHost(owner, shared.policyFor(Identity.tenant(ctx)), shared.members(), true);
    this.alarms = new AlarmMessages(ctx);
    NodeObserver observer = new NodeObserver(() -> Identity.who(ctx), alarms);
    Intake intake =
        config.strategy() == DeliveryConfig.Strategy.OWN_CHAIN
            ? Intake.ownChain(ctx)
            : Intake.deviceProfile(ctx);
    this.context =
        new Context(
            owner,
            observer,
            host,
            new Delivery(ctx, intake, shared.lanes(), host.clock(), config.timeout()));
    this.integration = shared.integration(TYPE).factory().get();
    this.view = new NodeView(TYPE, owner, observer);
    shared.members().join(owner.id(), owner.tenant().id());
    shared.closer().opened(end);
  }

  /** As {@link Downlink#start}. */
  public static Uplink start(Shared shared, TbContext ctx, JsonNode config) throws TbNodeException {
    Uplink started = null;
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // TBEL looks classes up through it when its first script is compiled.
    thread.setContextClassLoader(Uplink.class.getClassLoader());
    try {
      started = new Uplink(shared, ctx, delivery(config, Identity.who(ctx)));
      started.init(shared.integration(TYPE), config, Identity.who(ctx));
      return started;
    } catch (Throwable e) {
      // Whatever it is: ThingsBoard does not call destroy after a failed init.
      if (started != null) {
        started.destroy();
      }
      throw Failures.of(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void init(IntegrationType type, JsonNode given, String who) throws ConfigException {
    JsonNode plain = withoutDelivery(given);
    JsonNode config = integration.upgrade(version(type, plain), plain);
    integration.start(context, Configurations.known(config, type.config(), who));
    if (context.observer().state() == State.REFUSED) {
      throw new ConfigException("", context.observer().reason(), "");
    }
    alarms.start();
  }

  /** A pasted document of ThingsBoard PE's integration is what version 1 replaces. */
  private static int version(IntegrationType type, JsonNode config) {
    boolean foreign = config.has("clientConfiguration") || config.has("configuration");
    return foreign ? 0 : type.version();
  }

  private static DeliveryConfig delivery(JsonNode config, String who) throws ConfigException {
    JsonNode given = config.path(DELIVERY);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    JsonNode delivery =
        given.isObject() ? given : given.isTextual() ? object.set("strategy", given) : object;
    return ConfigReader.read(
        Configurations.known(delivery, DeliveryConfig.class, who), DeliveryConfig.class);
  }

  /** The configuration without the binding's own part. */
  static JsonNode withoutDelivery(JsonNode config) {
    if (!config.has(DELIVERY)) {
      return config;
    }
    ObjectNode copy = config.deepCopy();
    copy.remove(DELIVERY);
    return copy;
  }

  /** Ends the uplink in the background. Idempotent, never blocks. */
  public void destroy() {
    shared.closer().close(end);
  }

  private void end() {
    try {
      integration.stop();
    } finally {
      view.close();
      shared.members().leave(context.self().id());
      context.observer().state(State.STOPPED, "");
    }
  }
}
