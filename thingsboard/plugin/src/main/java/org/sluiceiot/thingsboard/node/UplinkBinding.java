package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.integration.Integration;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.thingsboard.delivery.Intake;
import org.sluiceiot.thingsboard.delivery.ThingsBoardDelivery;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.rule.engine.api.TbNodeException;

/** An uplink that runs as a node in ThingsBoard. {@link #destroy} may be called by any thread. */
public final class UplinkBinding extends Binding {
  /** The plugin's name of this kind of integration. */
  public static final String TYPE = "kafka-uplink";

  private final Shared shared;
  private final TbContext ctx;
  private final IntegrationType type;
  private final Integration integration;

  private record Context(Owner self, Observer observer, Host host, ThingsBoardDelivery delivery)
      implements IntegrationContext {
    @Override
    public CompletionStage<Void> deliver(EntityBatch batch) {
      return delivery.deliver(batch);
    }
  }

  private UplinkBinding(Shared shared, TbContext ctx) throws ConfigException {
    super(shared, ctx, TYPE, true);
    this.shared = shared;
    this.ctx = ctx;
    this.type = shared.integration(TYPE);
    this.integration = type.factory().get();
  }

  /** As {@link DownlinkBinding#start}. */
  public static UplinkBinding start(Shared shared, TbContext ctx, JsonNode config)
      throws TbNodeException {
    return Binding.start(() -> new UplinkBinding(shared, ctx), config);
  }

  @Override
  void begin(JsonNode given) throws ConfigException {
    UplinkDocument document = UplinkDocument.read(given, integration, type, observer()::warning);
    checkCluster(document.integration());
    Record config = ConfigReader.read(document.integration(), type.config());
    observer().payloads(new FailedPayloads(integration, Redaction.of(config)));
    DeliveryConfig delivery = document.delivery();
    Intake intake =
        delivery.strategy() == DeliveryConfig.Strategy.DEVICE_PROFILE
            ? Intake.deviceProfile(ctx)
            : Intake.ownChain(ctx);
    integration.start(
        new Context(
            owner(),
            observer(),
            host(true),
            new ThingsBoardDelivery(
                ctx, intake, shared.executors(), Clock.systemUTC(), delivery.timeout())),
        document.integration());
  }

  /** The rule-engine services of the cluster are others now. */
  public void servicesChanged() {
    observer()
        .event(
            Event.of(Event.Kind.LIFECYCLE, "the cluster's services changed; partitions may move"));
  }

  @Override
  void finish() {
    integration.stop();
  }
}
