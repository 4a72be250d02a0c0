package org.sluiceiot.thingsboard.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.thingsboard.rule.engine.api.DeviceStateManager;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.rule.engine.api.TbNode;
import org.thingsboard.rule.engine.api.TbNodeConfiguration;
import org.thingsboard.rule.engine.api.TbNodeException;
import org.thingsboard.server.cluster.TbClusterService;
import org.thingsboard.server.common.data.Customer;
import org.thingsboard.server.common.data.Device;
import org.thingsboard.server.common.data.asset.Asset;
import org.thingsboard.server.common.data.id.DeviceId;
import org.thingsboard.server.common.data.id.EntityId;
import org.thingsboard.server.common.data.id.RuleNodeId;
import org.thingsboard.server.common.data.id.TenantId;
import org.thingsboard.server.common.data.msg.TbMsgType;
import org.thingsboard.server.common.data.rule.RuleNode;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.dao.asset.AssetService;
import org.thingsboard.server.dao.customer.CustomerService;
import org.thingsboard.server.dao.device.DeviceService;
import org.thingsboard.server.dao.event.EventService;

/** The context of one node: remembers what the node tells. Safe for any thread. */
public final class FakeNode implements TbContext {
  /** What a node said of a message: a relation, or {@code ack}, {@code queued:<relation>}. */
  public record Told(String relation, TbMsg message, Throwable cause) {}

  private final FakeServer server;
  private final RuleNode self;
  private final RuleNodeId id = new RuleNodeId(UUID.randomUUID());
  private final List<Told> told = Collections.synchronizedList(new ArrayList<>());
  private final List<TbMsg> enqueued = Collections.synchronizedList(new ArrayList<>());
  private volatile Consumer<TbMsg> chain = FakeNode::process;
  private volatile String queueName;
  private volatile Runnable onFailure = () -> {};
  private volatile Runnable onEnqueue = () -> {};

  FakeNode(FakeServer server, String name) {
    this.server = server;
    this.self = new RuleNode(name);
  }

  private static void process(TbMsg msg) {
    if (msg.getCallback() != null) {
      msg.getCallback().onSuccess();
    }
  }

  /** What the rule chain does with a message that leaves along Success. */
  public FakeNode chain(Consumer<TbMsg> behaviour) {
    chain = behaviour;
    return this;
  }

  /** Runs before a message leaves along Failure. */
  public void onFailure(Runnable action) {
    onFailure = action;
  }

  /** Runs before a message enters the root rule chain's queue. */
  public void onEnqueue(Runnable action) {
    onEnqueue = action;
  }

  /** The queue that somebody chose for this node. */
  public FakeNode queueName(String name) {
    queueName = name;
    return this;
  }

  public FakeServer server() {
    return server;
  }

  /** Every outcome, in order. */
  public List<Told> told() {
    synchronized (told) {
      return List.copyOf(told);
    }
  }

  /** The outcomes of messages that came in: what the node tells of itself left out. */
  public List<Told> outcomes() {
    return told().stream().filter(one -> !alarm(one)).toList();
  }

  private static boolean alarm(Told one) {
    String type = one.message().getType();
    return type != null && type.startsWith("KAFKA_") && type.endsWith("_ALARM");
  }

  public int toldCount() {
    return told.size();
  }

  /** Messages for the root rule chain, in order. */
  public List<TbMsg> enqueued() {
    synchronized (enqueued) {
      return List.copyOf(enqueued);
    }
  }

  /** Starts a node with this configuration. */
  public <T extends TbNode> T start(T node, JsonNode configuration) throws TbNodeException {
    node.init(this, new TbNodeConfiguration(configuration));
    server.started(node);
    return node;
  }

  /** A telemetry message of a device. */
  public TbMsg message(UUID device, String data) {
    return TbMsg.newMsg()
        .type(TbMsgType.POST_TELEMETRY_REQUEST)
        .originator(new DeviceId(device))
        .data(data)
        .build();
  }

  @Override
  public void tellSuccess(TbMsg msg) {
    told.add(new Told("Success", msg, null));
    chain.accept(msg);
  }

  @Override
  public void tellNext(TbMsg msg, String relationType) {
    told.add(new Told(relationType, msg, null));
  }

  @Override
  public void tellFailure(TbMsg msg, Throwable th) {
    onFailure.run();
    told.add(new Told("Failure", msg, th));
  }

  @Override
  public void enqueue(TbMsg msg, Runnable onSuccess, Consumer<Throwable> onFailure) {
    onEnqueue.run();
    enqueued.add(msg);
    onSuccess.run();
  }

  @Override
  public void enqueueForTellFailure(TbMsg msg, Throwable th) {
    told.add(new Told("queued:Failure", msg, th));
  }

  @Override
  public void enqueueForTellNext(TbMsg msg, String relationType) {
    told.add(new Told("queued:" + relationType, msg, null));
  }

  @Override
  public void ack(TbMsg msg) {
    told.add(new Told("ack", msg, null));
  }

  @Override
  public TbMsg customerCreatedMsg(Customer customer, RuleNodeId ruleNodeId) {
    return created(customer.getId(), customer.getTitle());
  }

  @Override
  public TbMsg deviceCreatedMsg(Device device, RuleNodeId ruleNodeId) {
    return created(device.getId(), device.getName());
  }

  @Override
  public TbMsg assetCreatedMsg(Asset asset, RuleNodeId ruleNodeId) {
    return created(asset.getId(), asset.getName());
  }

  private static TbMsg created(EntityId entity, String name) {
    return TbMsg.newMsg().originator(entity).data(name).build();
  }

  @Override
  public RuleNodeId getSelfId() {
    return id;
  }

  @Override
  public RuleNode getSelf() {
    return self;
  }

  @Override
  public String getRuleChainName() {
    return "Root";
  }

  @Override
  public TenantId getTenantId() {
    return server.tenant();
  }

  @Override
  public CustomerService getCustomerService() {
    return server.entities();
  }

  @Override
  public AssetService getAssetService() {
    return server.entities();
  }

  @Override
  public DeviceService getDeviceService() {
    return server.entities();
  }

  @Override
  public DeviceStateManager getDeviceStateManager() {
    return server.states();
  }

  @Override
  public TbClusterService getClusterService() {
    return server.cluster();
  }

  @Override
  public EventService getEventService() {
    return server.eventService();
  }

  @Override
  public String getQueueName() {
    return queueName;
  }

  @Override
  public boolean isExternalNodeForceAck() {
    return server.forceAck();
  }

  @Override
  public String getServiceId() {
    return "tb-1";
  }
}
