package org.sluiceiot.loops;

import java.util.Map;
import org.sluiceiot.api.message.RuleMessage;

/** What a rule chain does between uplink and downlink. */
interface Script {
  /** Null when the message goes no further. */
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

  /** Sends requests, of devices whose names begin with q; answers end here. */
  Script REQUESTS =
      message -> message.metadata().get("deviceName").startsWith("q") ? message : null;

  /** Sends what comes in for the first time; what comes back ends here. */
  Script FIRST_TIME =
      message -> message.metadata().get("kafka.path").contains(",") ? null : message;
}
