package org.sluiceiot.thingsboard.node;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.sluiceiot.api.message.EntityId;
import org.sluiceiot.api.message.RuleMessage;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.common.msg.TbMsgMetaData;

/** Translates messages between ThingsBoard and the node. */
final class ServerMessages {
  private ServerMessages() {}

  static RuleMessage message(TbMsg msg) {
    return new RuleMessage(
        msg.getId(),
        msg.getType(),
        new EntityId(msg.getOriginator().getEntityType().name(), msg.getOriginator().getId()),
        metadata(msg.getMetaData()),
        msg.getData() == null ? "" : msg.getData(),
        Instant.ofEpochMilli(msg.getTs()));
  }

  /** ThingsBoard allows a null value, which says the same as no value. */
  private static Map<String, String> metadata(TbMsgMetaData metadata) {
    Map<String, String> result = new HashMap<>(metadata.getData());
    result.values().removeIf(value -> value == null);
    return result;
  }

  /** The message as the node completed it. */
  static TbMsg result(TbMsg msg, RuleMessage completed) {
    return msg.transform()
        .metaData(new TbMsgMetaData(completed.metadata()))
        .data(completed.data())
        .build();
  }
}
