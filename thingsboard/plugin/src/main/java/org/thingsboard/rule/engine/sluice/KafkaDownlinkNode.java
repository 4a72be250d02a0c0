package org.thingsboard.rule.engine.sluice;

import com.fasterxml.jackson.databind.JsonNode;
import org.sluiceiot.thingsboard.node.DownlinkBinding;
import org.sluiceiot.thingsboard.node.Upgrades;
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

/** Writes messages of a rule chain to Kafka; ThingsBoard finds it by its package and annotation. */
@RuleNode(
    type = ComponentType.EXTERNAL,
    name = "kafka downlink (sluice)",
    configClazz = KafkaDownlinkConfiguration.class,
    version = 2,
    clusteringMode = ComponentClusteringMode.USER_PREFERENCE,
    // An Edge need not have this jar, so the nodes are not offered in templates for it.
    ruleChainTypes = RuleChainType.CORE,
    relationTypes = {"Success", "Failure", "Loop"},
    nodeDescription = "Writes messages to Kafka, in order, without losing one",
    nodeDetails =
        "Each message becomes one Kafka record and leaves along <b>Success</b> when the broker has"
            + " acknowledged it, with <code>topic</code>, <code>partition</code> and"
            + " <code>offset</code> in its metadata. It leaves along <b>Failure</b> with"
            + " <code>error</code> when it could not be written, and along <b>Loop</b> when it has"
            + " come from this node already and the policy says so.<br/>"
            + "Topic, key and headers may use <code>${metadataKey}</code> and"
            + " <code>$[data.path]</code>. A configuration of the stock kafka node works as it is.",
    uiResources = "static/rulenode/sluice.js",
    configDirective = "sluiceKafkaDownlinkConfig",
    icon = "logout",
    iconUrl =
        "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdm"
            + "ciIHdpZHRoPSIyNCIgaGVpZ2h0PSIyNCIgZmlsbD0iY3VycmVudENvbG9yIj48cGF0aCBkPSJNMy"
            + "A0aDEwdjNINnYxMGg3djNIM3pNMTAgMTBoNlY2bDUgNi01IDZ2LTRoLTZ6Ii8+PC9zdmc+")
public class KafkaDownlinkNode implements TbNode {
  private final Shared shared;
  private volatile DownlinkBinding downlink;

  /** Called by ThingsBoard, for every start and every upgrade. */
  public KafkaDownlinkNode() {
    this(Shared.ofProcess());
  }

  KafkaDownlinkNode(Shared shared) {
    this.shared = shared;
  }

  @Override
  public void init(TbContext ctx, TbNodeConfiguration configuration) throws TbNodeException {
    downlink = DownlinkBinding.start(shared, ctx, configuration.getData());
  }

  @Override
  public void onMsg(TbContext ctx, TbMsg msg) {
    downlink.onMessage(msg);
  }

  @Override
  public void destroy() {
    DownlinkBinding running = downlink;
    if (running != null) {
      running.destroy();
    }
  }

  @Override
  public TbPair<Boolean, JsonNode> upgrade(int fromVersion, JsonNode oldConfiguration)
      throws TbNodeException {
    return Upgrades.downlink(shared, fromVersion, oldConfiguration);
  }
}
