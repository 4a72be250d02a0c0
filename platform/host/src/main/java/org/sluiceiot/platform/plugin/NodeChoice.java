package org.sluiceiot.platform.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.node.RuleNode;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.descriptors.Described;
import org.sluiceiot.descriptors.Descriptors;

/**
 * A node type and where it comes from.
 *
 * @param plugin null for a built-in node
 */
public record NodeChoice(NodeType type, LoadedPlugin plugin) implements TypeChoice {

  @Override
  public Class<? extends Record> configType() {
    return type.config();
  }

  @Override
  public int version() {
    return type.version();
  }

  @Override
  public Described described() {
    return Described.of(type);
  }

  @Override
  public JsonNode descriptor() {
    JsonNode own = plugin == null ? null : plugin.descriptor(type.type());
    return own == null ? Descriptors.describe(described()) : own;
  }

  @Override
  public JsonNode upgraded(int from, JsonNode config) throws ConfigException {
    return call(() -> made().upgrade(from, config));
  }

  /**
   * A fresh node that was not initialised.
   *
   * @throws PluginFailedException the plugin cannot make one
   */
  public RuleNode made() {
    RuleNode[] made = new RuleNode[1];
    run(() -> made[0] = Objects.requireNonNull(type.factory().get(), "the factory made nothing"));
    return made[0];
  }

  /**
   * Calls code of the node.
   *
   * @throws PluginFailedException it threw anything else than that a configuration is wrong
   */
  public <T> T call(LoadedPlugin.ConfigCall<T> code) throws ConfigException {
    if (plugin != null) {
      return plugin.call(code);
    }
    try {
      return code.call();
    } catch (ConfigException | PluginFailedException e) {
      throw e;
    } catch (Throwable e) {
      // Broad: as for a plugin's node, so that callers need to know one way only.
      throw new PluginFailedException("node '" + type.name() + "'", e);
    }
  }

  /** Runs code of the node that finds no configuration wrong; throws as {@link #call}. */
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
