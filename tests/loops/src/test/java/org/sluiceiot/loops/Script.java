package org.sluiceiot.loops;

import java.util.Map;
import org.sluiceiot.api.message.RuleMessage;

/** What a rule chain does between uplink and downlink. */
interface Script {
  RuleMessage run(RuleMessage message);

  /** Leaves the message as it is. */
  Script NONE = message -> message;

  /** Replaces the metadata, as a careless script does: the path is lost. */
  Script WIPES_METADATA =
      message ->
          new RuleMessage(
              message.id(),
              message.type(),
              message.originator(),
              Map.of("deviceName", message.metadata().get("deviceName")),
              message.data(),
              message.timestamp());
}
