package org.sluiceiot.platform.owner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import org.sluiceiot.api.flow.Reachability;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.platform.plugin.LoadedPlugin;

/**
 * Makes every owner its view of the host.
 *
 * @param settings the operator's settings by plugin id
 * @param directory under which every owner has one of its own
 * @param serviceId this process
 */
public record Hosts(
    Clock clock,
    Function<String, JsonNode> settings,
    Path directory,
    Reachability reachability,
    String serviceId) {

  /**
   * @param plugin null for a built-in node
   */
  public Host of(Owner owner, LoadedPlugin plugin) {
    return new PluginHost(
        clock,
        () -> plugin == null ? JsonNodeFactory.instance.objectNode() : settings.apply(plugin.id()),
        directory.resolve(owner.id()),
        reachability);
  }
}
