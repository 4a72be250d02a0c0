package org.thingsboard.rule.engine.api;

import java.util.function.Consumer;
import org.thingsboard.server.cluster.TbClusterService;
import org.thingsboard.server.common.data.Customer;
import org.thingsboard.server.common.data.Device;
import org.thingsboard.server.common.data.asset.Asset;
import org.thingsboard.server.common.data.id.RuleNodeId;
import org.thingsboard.server.common.data.id.TenantId;
import org.thingsboard.server.common.data.rule.RuleNode;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.dao.asset.AssetService;
import org.thingsboard.server.dao.customer.CustomerService;
import org.thingsboard.server.dao.device.DeviceService;
import org.thingsboard.server.dao.event.EventService;

/**
 * Signature of the host type: what a rule node may use of the server; only what the binding calls.
 */
public interface TbContext {
  void tellSuccess(TbMsg msg);

  void tellNext(TbMsg msg, String relationType);

  void tellFailure(TbMsg msg, Throwable th);

  void enqueue(TbMsg msg, Runnable onSuccess, Consumer<Throwable> onFailure);

  void enqueueForTellFailure(TbMsg msg, Throwable th);

  void enqueueForTellNext(TbMsg msg, String relationType);

  void ack(TbMsg msg);

  TbMsg customerCreatedMsg(Customer customer, RuleNodeId ruleNodeId);

  TbMsg deviceCreatedMsg(Device device, RuleNodeId ruleNodeId);

  TbMsg assetCreatedMsg(Asset asset, RuleNodeId ruleNodeId);

  RuleNodeId getSelfId();

  RuleNode getSelf();

  String getRuleChainName();

  String getQueueName();

  TenantId getTenantId();

  CustomerService getCustomerService();

  AssetService getAssetService();

  DeviceService getDeviceService();

  DeviceStateManager getDeviceStateManager();

  TbClusterService getClusterService();

  EventService getEventService();

  boolean isExternalNodeForceAck();

  String getServiceId();
}
