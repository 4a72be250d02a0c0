package org.sluiceiot.thingsboard.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.integration.Integration;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNode;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.api.plugin.SluicePlugin;
import org.sluiceiot.thingsboard.runtime.Shared;

/**
 * Stands for the Kafka plugins: one node and one integration that do what a test says. Safe for any
 * thread.
 */
public final class Scripted implements SluicePlugin {
  /** A configuration with one property and one object. */
  public record Config(
      @Property(title = "Topic", help = "A topic.", defaultValue = "t") String topic,
      @Property(title = "Part", help = "A part.", defaultValue = "{}") Part part) {}

  /** A nested configuration. */
  public record Part(@Property(title = "Size", help = "A size.", defaultValue = "1") int size) {}

  /** Called at the start of a node. */
  public interface Init {
    void run(RuleNodeContext context, Config config) throws ConfigException;
  }

  /** Called at the start of an integration. */
  public interface Start {
    void run(IntegrationContext context, Config config) throws ConfigException;
  }

  public Init init = (context, config) -> {};
  public Start start = (context, config) -> {};
  public Consumer<RuleMessage> onMessage = message -> {};
  public volatile RuleNodeContext context;
  public volatile IntegrationContext integrationContext;
  public final AtomicInteger destroyed = new AtomicInteger();
  public final AtomicInteger stopped = new AtomicInteger();
  public final List<RuleMessage> received = Collections.synchronizedList(new ArrayList<>());

  /** What nodes share, with this plugin alone and nothing in the environment. */
  public Shared shared() {
    return shared(Map.of());
  }

  public Shared shared(Map<String, String> environment) {
    return new Shared(environment, List.of(this));
  }

  @Override
  public List<NodeType> nodes() {
    return List.of(
        new NodeType(
            "kafka-downlink", "Scripted", "", 1, Config.class, List.of("Success"), Node::new));
  }

  @Override
  public List<IntegrationType> integrations() {
    return List.of(
        new IntegrationType("kafka-uplink", "Scripted", "", 1, Config.class, Source::new));
  }

  private final class Node implements RuleNode {
    @Override
    public void init(RuleNodeContext given, JsonNode config) throws ConfigException {
      context = given;
      init.run(given, ConfigReader.read(config, Config.class));
    }

    @Override
    public void onMessage(RuleMessage message) {
      received.add(message);
      onMessage.accept(message);
    }

    @Override
    public void destroy() {
      destroyed.incrementAndGet();
    }
  }

  private final class Source implements Integration {
    @Override
    public void start(IntegrationContext given, JsonNode config) throws ConfigException {
      integrationContext = given;
      start.run(given, ConfigReader.read(config, Config.class));
    }

    @Override
    public void stop() {
      stopped.incrementAndGet();
    }

    @Override
    public CheckReport check(
        IntegrationContext given, JsonNode config, Consumer<CheckReport.Step> found) {
      return CheckReport.empty();
    }

    @Override
    public JsonNode command(String name, JsonNode arguments) {
      ObjectNode input = JsonNodeFactory.instance.objectNode();
      input.put("topic", "in").put("partition", 0).put("offset", 5);
      input.put("payload", Base64.getEncoder().encodeToString("not json".getBytes()));
      return JsonNodeFactory.instance.arrayNode().add(input);
    }

    @Override
    public JsonNode dryRun(IntegrationContext given, JsonNode config, JsonNode input) {
      return input;
    }
  }
}
