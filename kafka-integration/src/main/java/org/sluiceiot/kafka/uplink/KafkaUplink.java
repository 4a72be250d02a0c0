package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.integration.Integration;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.kafka.connection.ConnectionPolicy;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.EntityJson;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.cli.DryRun;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;
import org.sluiceiot.kafka.uplink.engine.Engine;
import org.sluiceiot.kafka.uplink.engine.RecordJson;
import org.sluiceiot.kafka.uplink.engine.Subscription;
import org.sluiceiot.kafka.uplink.route.Route;
import org.sluiceiot.kafka.uplink.route.Routes;

/**
 * The integration {@code kafka-uplink}: Kafka records to telemetry and attributes. Safe for any
 * thread once started.
 */
public final class KafkaUplink implements Integration {
  /** Type under which hosts know it. */
  public static final String TYPE = "kafka-uplink";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaUplink.class);

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
    Routes routes = routes(context, config);
    KafkaClients clients = new KafkaClients(config.connection(), context.self(), context.host());
    engine = new Engine(context, config, clients, routes, guard);
    commands = new Commands(engine, clients);
    engine.start();
  }

  private static UplinkConfig read(IntegrationContext context, JsonNode json)
      throws ConfigException {
    UplinkConfig config = ConfigReader.read(json, UplinkConfig.class);
    ConnectionPolicy.check(config.connection(), context.host(), "connection");
    return config;
  }

  private static Routes routes(IntegrationContext context, UplinkConfig config)
      throws ConfigException {
    return Routes.compile(
        config, new DecoderContext(context.self().name(), config.metadata(), context.host()));
  }

  @Override
  public void validate(IntegrationContext context, JsonNode json) throws ConfigException {
    routes(context, read(context, json));
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
    routes(context, config);
    KafkaClients clients = new KafkaClients(config.connection(), context.self(), context.host());
    return clients.check(
        new Subscription(config, context.self(), clients::groupId)
            .access(config.failures().createDeadLetterTopic()),
        found);
  }

  @Override
  public JsonNode dryRun(IntegrationContext context, JsonNode json, JsonNode input)
      throws ConfigException {
    UplinkConfig config = ConfigReader.read(json, UplinkConfig.class);
    Routes routes = routes(context, config);
    try {
      return decoded(routes, RecordJson.read(input));
    } catch (IllegalArgumentException e) {
      return error("payload, key or the value of a header is not base64");
    }
  }

  private static ObjectNode decoded(Routes routes, SourceRecord record) {
    Route route = null;
    try {
      route = routes.match(record);
      if (route == null) {
        return error("no route takes the record");
      }
      Route.Trial trial = route.trial(record);
      ObjectNode result = JsonNodeFactory.instance.objectNode().put("route", route.name());
      result.set("output", trial.output());
      result.set("entities", EntityJson.of(trial.entities()));
      return result;
    } catch (DecodeException e) {
      return error(String.valueOf(e.getMessage()));
    } catch (Throwable e) {
      // Broad: whatever the record makes a decoder do, a dry run answers what production would say.
      LOG.warn("a dry run broke off", e);
      String what =
          route == null ? "the search for a route" : "decoder '" + route.decoderName() + "'";
      return error(what + " broke off for a reason that only the host's log tells");
    }
  }

  private static ObjectNode error(String text) {
    return DryRun.error(text);
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
