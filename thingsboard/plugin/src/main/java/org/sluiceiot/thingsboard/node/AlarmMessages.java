package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.common.msg.TbMsgDataType;
import org.thingsboard.server.common.msg.TbMsgMetaData;

/**
 * Tells the tenant what an inbound node cannot tell along a message of its own: each alarm leaves
 * the node along {@code Failure}, where a chain can raise an alarm, and the node's events show it.
 */
final class AlarmMessages implements BiConsumer<String, Map<String, String>> {
  /** Type of these messages. */
  static final String TYPE = "KAFKA_UPLINK_ALARM";

  private static final Logger LOG = LoggerFactory.getLogger(AlarmMessages.class);

  private final TbContext ctx;
  private volatile boolean started;

  AlarmMessages(TbContext ctx) {
    this.ctx = ctx;
  }

  /** The node runs; what was wrong before is said by its init error. */
  void start() {
    started = true;
  }

  @Override
  public void accept(String text, Map<String, String> details) {
    if (!started) {
      return;
    }
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("text", text);
    details.forEach(data::put);
    TbMsgMetaData metadata = new TbMsgMetaData();
    metadata.putValue("error", text);
    TbMsg msg =
        TbMsg.newMsg()
            .type(TYPE)
            .originator(ctx.getTenantId())
            .metaData(metadata)
            .dataType(TbMsgDataType.JSON)
            .data(data.toString())
            .build();
    try {
      ctx.tellFailure(msg, new IllegalStateException(text));
    } catch (RuntimeException e) {
      // The chain may be gone already; the log has the alarm.
      LOG.debug("An alarm did not reach the rule chain", e);
    }
  }
}
