package org.sluiceiot.kafka.downlink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNode;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.kafka.connection.ConnectionPolicy;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.connection.check.CheckRequest;
import org.sluiceiot.kafka.connection.check.CheckRequest.TopicAccess;
import org.sluiceiot.kafka.downlink.config.DownlinkConfig;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.downlink.template.Template;
import org.sluiceiot.kafka.guard.LoopGuard;

/** The downlink rule node: every message becomes a Kafka record. */
public final class KafkaDownlink implements RuleNode {
  private final ProducerPool pool;
  private final LoopGuard guard;
  private volatile Downlink downlink;

  /** Uses the producers and the guard of this process. */
  public KafkaDownlink() {
    this(ProducerPool.shared(), LoopGuard.shared());
  }

  /** Uses others, as tests and benchmarks do. */
  public KafkaDownlink(ProducerPool pool, LoopGuard guard) {
    this.pool = pool;
    this.guard = guard;
  }

  @Override
  public void init(RuleNodeContext context, JsonNode config) throws ConfigException {
    downlink = new Downlink(context, read(context, config), pool, guard);
  }

  private DownlinkConfig read(RuleNodeContext context, JsonNode config) throws ConfigException {
    DownlinkConfig read = ConfigReader.read(upgrade(0, config), DownlinkConfig.class);
    ConnectionPolicy.check(read.connection(), context.host(), "connection");
    if (read.fallback() != null && read.fallback().connection() != null) {
      ConnectionPolicy.check(read.fallback().connection(), context.host(), "fallback.connection");
    }
    return read;
  }

  @Override
  public void validate(RuleNodeContext context, JsonNode config) throws ConfigException {
    read(context, config);
  }

  /** Takes the configuration of ThingsBoard's own Kafka node, of any version, as it is. */
  @Override
  public JsonNode upgrade(int fromVersion, JsonNode config) throws ConfigException {
    return StockConfig.is(config) ? StockConfig.migrate(config) : config;
  }

  @Override
  public void onMessage(RuleMessage message) {
    downlink.accept(message);
  }

  @Override
  public CheckReport check(
      RuleNodeContext context, JsonNode config, Consumer<CheckReport.Step> found)
      throws ConfigException {
    DownlinkConfig read = ConfigReader.read(upgrade(0, config), DownlinkConfig.class);
    Template topic = Template.compile(read.topic());
    List<TopicAccess> topics =
        topic.isConstant()
            ? List.of(new TopicAccess(topic.literals().get(0), true, false))
            : List.of();
    return new KafkaClients(read.connection(), context.self(), context.host())
        .check(new CheckRequest(topics, null), found);
  }

  @Override
  public void destroy() {
    Downlink ending = downlink;
    if (ending != null) {
      ending.stop();
    }
  }
}
