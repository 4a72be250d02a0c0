package org.sluiceiot.thingsboard.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.thingsboard.server.common.data.msg.TbMsgType;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.common.msg.TbMsgDataType;
import org.thingsboard.server.common.msg.TbMsgMetaData;

/**
 * Splits what a record says about an entity into messages as ThingsBoard's own transports do: one
 * of attributes, and one of telemetry per moment. Safe for any thread.
 */
final class Parts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Changed changed;

  Parts(Changed changed) {
    this.changed = changed;
  }

  /**
   * @param metadata of the source record
   * @param now time of points that have none, in milliseconds since the epoch
   */
  List<TbMsg.TbMsgBuilder> of(
      EntityData data, Target target, Map<String, String> metadata, long now) {
    Map<String, String> own = new HashMap<>(metadata);
    own.putAll(target.metadata());
    List<TbMsg.TbMsgBuilder> parts = new ArrayList<>();
    Map<String, Object> attributes =
        changed.only(target.id().getId(), "attributes", data.attributes(), data.updateOnlyKeys());
    if (!attributes.isEmpty()) {
      // A device need not be told of the attributes that it sent itself.
      parts.add(
          part(
              target,
              TbMsgType.POST_ATTRIBUTES_REQUEST,
              with(own, "notifyDevice", "false"),
              attributes));
    }
    for (TelemetryPoint point : data.telemetry()) {
      Map<String, Object> values =
          changed.only(target.id().getId(), "telemetry", point.values(), data.updateOnlyKeys());
      if (!values.isEmpty()) {
        long time = point.timestamp() == null ? now : point.timestamp().toEpochMilli();
        parts.add(
            part(
                target,
                TbMsgType.POST_TELEMETRY_REQUEST,
                with(own, "ts", Long.toString(time)),
                values));
      }
    }
    return parts;
  }

  private static TbMsg.TbMsgBuilder part(
      Target target, TbMsgType type, TbMsgMetaData metadata, Map<String, Object> values) {
    return TbMsg.newMsg()
        .type(type)
        .originator(target.id())
        .customerId(target.customer())
        .metaData(metadata)
        .dataType(TbMsgDataType.JSON)
        .data(json(values));
  }

  private static TbMsgMetaData with(Map<String, String> metadata, String name, String value) {
    TbMsgMetaData result = new TbMsgMetaData(metadata);
    result.putValue(name, value);
    return result;
  }

  private static String json(Map<String, Object> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers, texts and JSON nodes are always written", e);
    }
  }
}
