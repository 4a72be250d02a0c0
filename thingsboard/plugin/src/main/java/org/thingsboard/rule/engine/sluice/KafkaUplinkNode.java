package org.thingsboard.rule.engine.sluice;

import com.fasterxml.jackson.databind.JsonNode;
import org.sluiceiot.thingsboard.node.Upgrades;
import org.sluiceiot.thingsboard.node.UplinkBinding;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.RuleNode;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.rule.engine.api.TbNode;
import org.thingsboard.rule.engine.api.TbNodeConfiguration;
import org.thingsboard.rule.engine.api.TbNodeException;
import org.thingsboard.server.common.data.plugin.ComponentClusteringMode;
import org.thingsboard.server.common.data.plugin.ComponentType;
import org.thingsboard.server.common.data.rule.RuleChainType;
import org.thingsboard.server.common.data.util.TbPair;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.common.msg.queue.PartitionChangeMsg;

/**
 * Reads Kafka records into devices and assets; ThingsBoard finds it by its package and annotation,
 * and runs one instance per rule-engine service, all in one consumer group, or a single one where
 * the user says so.
 */
@RuleNode(
    type = ComponentType.EXTERNAL,
    name = "kafka uplink (sluice)",
    configClazz = KafkaUplinkConfiguration.class,
    version = 1,
    clusteringMode = ComponentClusteringMode.USER_PREFERENCE,
    hasQueueName = true,
    // An Edge need not have this jar, so the nodes are not offered in templates for it.
    ruleChainTypes = RuleChainType.CORE,
    inEnabled = false,
    relationTypes = {"Success", "Failure"},
    nodeDescription = "Reads Kafka records into telemetry and attributes of devices and assets",
    nodeDetails =
        "Each record is decoded, its device or asset is found or created, and its data goes to the"
            + " rule chain of the device's profile (<code>delivery: device-profile</code>) or along"
            + " <b>Success</b> of this node (<code>delivery: own-chain</code>). Offsets are"
            + " committed only after ThingsBoard has acknowledged. What a person should act on,"
            + " such as a partition that is stopped, leaves along <b>Failure</b>.<br/>The default"
            + " decoder reads <code>{\"deviceName\": …, \"deviceType\": …, \"telemetry\":"
            + " {…}}</code>.",
    uiResources = "static/rulenode/sluice.js",
    configDirective = "sluiceKafkaUplinkConfig",
    icon = "login",
    iconUrl =
        "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdm"
            + "ciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgZmlsbD0iY3VycmVudENvbG9yIj48cGF0aCBkPSJNMy"
            + "A0aDEwdjNINnYxMGg3djNIM3pNMjEgMTBoLTZWNmwtNSA2IDUgNnYtNGg2eiIvPjwvc3ZnPg==")
public class KafkaUplinkNode implements TbNode {
  private final Shared shared;
  private volatile UplinkBinding uplink;

  /** Called by ThingsBoard, for every start and every upgrade. */
  public KafkaUplinkNode() {
    this(Shared.ofProcess());
  }

  KafkaUplinkNode(Shared shared) {
    this.shared = shared;
  }

  @Override
  public void init(TbContext ctx, TbNodeConfiguration configuration) throws TbNodeException {
    uplink = UplinkBinding.start(shared, ctx, configuration.getData());
  }

  /** The editor draws no input; an imported chain may still lead here. */
  @Override
  public void onMsg(TbContext ctx, TbMsg msg) {
    ctx.tellFailure(
        msg, new IllegalStateException("kafka uplink (sluice) takes no messages, only records"));
  }

  /** The consumer group shares the partitions out by itself; the log says why it does so now. */
  @Override
  public void onPartitionChangeMsg(TbContext ctx, PartitionChangeMsg msg) {
    UplinkBinding running = uplink;
    if (running != null) {
      running.servicesChanged();
    }
  }

  @Override
  public void destroy() {
    UplinkBinding running = uplink;
    if (running != null) {
      running.destroy();
    }
  }

  @Override
  public TbPair<Boolean, JsonNode> upgrade(int fromVersion, JsonNode oldConfiguration)
      throws TbNodeException {
    return Upgrades.uplink(shared, fromVersion, oldConfiguration);
  }
}
