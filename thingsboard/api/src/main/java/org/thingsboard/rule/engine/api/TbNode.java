package org.thingsboard.rule.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.ExecutionException;
import org.thingsboard.server.common.data.util.TbPair;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.common.msg.queue.PartitionChangeMsg;

/** Signature of the host type: a rule node implementation. */
public interface TbNode {
  void init(TbContext ctx, TbNodeConfiguration configuration) throws TbNodeException;

  void onMsg(TbContext ctx, TbMsg msg)
      throws ExecutionException, InterruptedException, TbNodeException;

  default void destroy() {}

  default void onPartitionChangeMsg(TbContext ctx, PartitionChangeMsg msg) {}

  default TbPair<Boolean, JsonNode> upgrade(int fromVersion, JsonNode oldConfiguration)
      throws TbNodeException {
    throw new UnsupportedOperationException("signature only");
  }
}
