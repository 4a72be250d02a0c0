package org.sluiceiot.platform.node;

import java.util.List;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.platform.entity.EntityDirectory;
import org.sluiceiot.platform.telemetry.TelemetryWriter;

/** The nodes that every tenant has. */
public final class BuiltInNodes {
  private BuiltInNodes() {}

  /** In the order of the palette. */
  public static List<NodeType> types(EntityDirectory entities, TelemetryWriter writer) {
    return List.of(
        MessageTypeSwitch.TYPE,
        ScriptFilter.TYPE,
        ScriptTransform.TYPE,
        SaveNode.telemetry(entities, writer),
        SaveNode.attributes(entities, writer),
        LogNode.TYPE);
  }
}
