package org.sluiceiot.platform.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.descriptors.Described;
import org.sluiceiot.descriptors.Descriptors;

/** An integration type and the plugin that it comes from. */
public record IntegrationChoice(IntegrationType type, LoadedPlugin plugin) {

  /** As {@link NodeChoice#descriptor}. */
  public JsonNode descriptor() {
    JsonNode own = plugin.descriptor(type.type());
    return own == null ? Descriptors.describe(Described.of(type)) : own;
  }
}
