package org.sluiceiot.platform.plugin;

import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.plugin.NodeType;

/**
 * A node type and where it comes from.
 *
 * @param plugin null for a built-in node
 */
public record NodeChoice(NodeType type, LoadedPlugin plugin) {

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
