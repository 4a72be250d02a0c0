package org.sluiceiot.thingsboard.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.common.msg.TbMsgDataType;
import org.thingsboard.server.common.msg.TbMsgMetaData;

/**
 * Tells the tenant's rule chain what a node cannot tell along a message of its own: each alarm, and
 * its end, leaves the node along {@code Failure}, where a chain can raise and clear an alarm. Safe
 * for any thread; never throws.
 */
final class AlarmMessages {
  /** In metadata and data: {@code opened}, {@code changed}, {@code lasts} or {@code resolved}. */
  static final String PHASE = "phase";

  private static final Logger LOG = LoggerFactory.getLogger(AlarmMessages.class);

  private final TbContext ctx;
  private final String type;

  /**
   * @param type of these messages, such as {@code KAFKA_UPLINK_ALARM}
   */
  AlarmMessages(TbContext ctx, String type) {
    this.ctx = ctx;
    this.type = type;
  }

  /**
   * @param details of the event; without a phase it is an alarm of its own, which has no end
   */
  void tell(String text, Map<String, String> details) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("text", text);
    details.forEach(data::put);
    TbMsgMetaData metadata = new TbMsgMetaData();
    metadata.putValue("error", text);
    metadata.putValue(PHASE, details.getOrDefault(PHASE, "opened"));
    metadata.putValue("incident", details.getOrDefault("incident", "event"));
    metadata.putValue("nodeId", ctx.getSelfId().getId().toString());
    try {
      TbMsg msg =
          TbMsg.newMsg()
              .type(type)
              .originator(ctx.getTenantId())
              .metaData(metadata)
              .dataType(TbMsgDataType.JSON)
              .data(data.toString())
              .build();
      ctx.tellFailure(msg, new IllegalStateException(text));
    } catch (Throwable e) {
      // The chain may be gone already, and the caller may be a thread of the Kafka client, which
      // must live whatever the server throws; the log has the alarm.
      LOG.debug("An alarm did not reach the rule chain", e);
    }
  }
}
