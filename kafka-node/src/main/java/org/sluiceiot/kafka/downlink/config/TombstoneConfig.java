package org.sluiceiot.kafka.downlink.config;

import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.message.RuleMessage;

/** Which messages become tombstones: those of a type, and those with a metadata value. */
public record TombstoneConfig(
    @Property(
            title = "Message types",
            help = "Messages of these types, such as ENTITY_DELETED or ATTRIBUTES_DELETED.",
            optional = true,
            max = "100")
        List<String> messageTypes,
    @Property(
            title = "Metadata",
            help = "Messages of which one of these metadata keys has the value given here.",
            optional = true,
            max = "100")
        Map<String, String> metadata)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (messageTypes.isEmpty() && metadata.isEmpty()) {
      problems.add("takes no message", "give messageTypes or metadata, or leave it out");
    }
  }

  /** Whether the message becomes a tombstone. */
  public boolean takes(RuleMessage message) {
    if (messageTypes.contains(message.type())) {
      return true;
    }
    for (Map.Entry<String, String> pair : metadata.entrySet()) {
      if (pair.getValue().equals(message.metadata().get(pair.getKey()))) {
        return true;
      }
    }
    return false;
  }
}
