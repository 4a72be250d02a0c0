package org.sluiceiot.platform.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.descriptors.Described;
import org.sluiceiot.descriptors.Descriptors;

/**
 * A node type and where it comes from.
 *
 * @param plugin null for a built-in node
 */
public record NodeChoice(NodeType type, LoadedPlugin plugin) {

  /** The form description: from the plugin's jar, or made from the record when it has none. */
  public JsonNode descriptor() {
    JsonNode own = plugin == null ? null : plugin.descriptor(type.type());
    return own == null ? Descriptors.describe(Described.of(type)) : own;
  }

  /** Calls code of the node. */
  public <T> T call(LoadedPlugin.ConfigCall<T> code) throws ConfigException {
    return plugin == null ? code.call() : plugin.call(code);
  }

  /** Runs code of the node that finds no configuration wrong. */
  public void run(Runnable code) {
    try {
      call(
          () -> {
            code.run();
            return null;
          });
    } catch (ConfigException e) {
      throw new IllegalStateException("a Runnable throws no ConfigException", e);
    }
  }
}
