package org.thingsboard.server.cluster;

import org.thingsboard.server.common.data.id.EntityId;
import org.thingsboard.server.common.data.id.TenantId;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.queue.TbQueueCallback;

/** Signature of the host type: sends messages to the services of a cluster. */
public interface TbClusterService {
  void pushMsgToRuleEngine(
      TenantId tenantId, EntityId entityId, TbMsg msg, TbQueueCallback callback);

  void pushMsgToRuleEngine(
      TenantId tenantId,
      EntityId entityId,
      TbMsg msg,
      boolean useQueueFromTbMsg,
      TbQueueCallback callback);
}
