package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.integration.Integration;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.kafka.connection.ConnectionPolicy;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.DecoderNotes;
import org.sluiceiot.kafka.decode.dryrun.DryRun;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.uplink.config.TombstoneCheck;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;
import org.sluiceiot.kafka.uplink.engine.Engine;
import org.sluiceiot.kafka.uplink.engine.Subscription;
import org.sluiceiot.kafka.uplink.route.Routes;
import org.sluiceiot.script.ScriptThreads;

/**
 * The integration {@code kafka-uplink}: Kafka records to telemetry and attributes. Safe for any
 * thread once started.
 */
public final class KafkaUplink implements Integration {
  /** Type under which hosts know it. */
  public static final String TYPE = "kafka-uplink";

  private final LoopGuard guard;
  private volatile Engine engine;
  private volatile Commands commands;

  public KafkaUplink() {
    this(LoopGuard.shared());
  }

  /**
   * @param guard of the process, or a test's own
   */
  public KafkaUplink(LoopGuard guard) {
    this.guard = guard;
  }

  @Override
  public void start(IntegrationContext context, JsonNode json) throws ConfigException {
    UplinkConfig config = read(context, json);
    Routes routes = routes(context, config, false);
    KafkaClients clients = new KafkaClients(config.connection(), context.self(), context.host());
    engine = new Engine(context, config, clients, routes, guard);
    commands = new Commands(engine, clients);
    engine.start();
  }

  private static UplinkConfig read(IntegrationContext context, JsonNode json)
      throws ConfigException {
    UplinkConfig config = ConfigReader.read(json, UplinkConfig.class);
    ConnectionPolicy.check(config.connection(), context.host(), "connection");
    if (!context.removesAttributes()) {
      TombstoneCheck.refuseDeleting(config);
    }
    return config;
  }

  private static Routes routes(IntegrationContext context, UplinkConfig config, boolean trial)
      throws ConfigException {
    DecoderContext surroundings =
        new DecoderContext(
            context.self().name(),
            config.metadata(),
            context.host(),
            context.self().tenant().toString(),
            new DecoderNotes(),
            trial,
            config.record().maxUnpacked().bytes());
    return Routes.compile(config, surroundings);
  }

  @Override
  public void validate(IntegrationContext context, JsonNode json) throws ConfigException {
    routes(context, read(context, json), true);
  }

  /** See {@link Looks}. */
  @Override
  public JsonNode explore(
      String name, IntegrationContext context, JsonNode config, JsonNode arguments)
      throws ConfigException {
    return new Looks(context, config).run(name, arguments);
  }

  @Override
  public void stop() {
    Engine running = engine;
    if (running != null) {
      running.stop();
    }
  }

  @Override
  public CheckReport check(
      IntegrationContext context, JsonNode json, Consumer<CheckReport.Step> found)
      throws ConfigException {
    UplinkConfig config = read(context, json);
    routes(context, config, true);
    KafkaClients clients = new KafkaClients(config.connection(), context.self(), context.host());
    return clients.check(
        new Subscription(config, context.self(), clients::groupId)
            .access(config.failures().createDeadLetterTopic()),
        found);
  }

  @Override
  public JsonNode dryRun(IntegrationContext context, JsonNode json, JsonNode input)
      throws ConfigException {
    Routes routes = routes(context, ConfigReader.read(json, UplinkConfig.class), true);
    return ScriptThreads.trying(() -> DryRun.answer(input, routes::dryRun));
  }

  @Override
  public JsonNode upgrade(int fromVersion, JsonNode config) throws ConfigException {
    return fromVersion == 0 ? PeIntegration.convert(config) : config;
  }

  @Override
  public JsonNode command(String name, JsonNode arguments) {
    Commands running = commands;
    if (running == null) {
      throw new IllegalArgumentException("the integration is not started");
    }
    return running.run(name, arguments);
  }
}
