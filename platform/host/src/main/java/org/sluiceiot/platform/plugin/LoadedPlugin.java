package org.sluiceiot.platform.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.flow.FlowGraph;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.api.plugin.SluicePlugin;

/**
 * A plugin jar in its class loader, with what it brings. That is asked for once: a plugin that
 * failed at being asked later would take every list along that it stands in.
 *
 * @param id from the jar's manifest
 * @param description one line; possibly empty
 * @param settings the records of the operator's settings, one of each provider that has any
 */
public record LoadedPlugin(
    String id,
    String version,
    String description,
    ClassLoader loader,
    List<SluicePlugin> providers,
    List<NodeType> nodes,
    List<IntegrationType> integrations,
    List<Class<? extends Record>> settings) {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedPlugin.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Asks the providers what they bring; throws what they throw. */
  public LoadedPlugin(
      String id,
      String version,
      String description,
      ClassLoader loader,
      List<SluicePlugin> providers) {
    this(
        id,
        version,
        description,
        loader,
        List.copyOf(providers),
        providers.stream().flatMap(provider -> provider.nodes().stream()).toList(),
        providers.stream().flatMap(provider -> provider.integrations().stream()).toList(),
        settings(providers));
  }

  private static List<Class<? extends Record>> settings(List<SluicePlugin> providers) {
    List<Class<? extends Record>> parts = new ArrayList<>();
    providers.forEach(provider -> provider.settings().ifPresent(parts::add));
    parts.sort(Comparator.comparing(Class::getSimpleName));
    return List.copyOf(parts);
  }

  /** The loop maps of the providers that keep one; a provider that fails at it is left out. */
  public List<FlowGraph> flows() {
    List<FlowGraph> flows = new ArrayList<>();
    for (SluicePlugin provider : providers) {
      try {
        provider.flows().ifPresent(flows::add);
      } catch (Throwable e) {
        // Broad: one plugin must not hide the loops of the others.
        LOG.error("plugin {} cannot tell its loop map", id, e);
      }
    }
    return flows;
  }

  /** Tells the providers that rule chains or settings changed; one that fails stops no other. */
  void flowsChanged() {
    for (SluicePlugin provider : providers) {
      try {
        provider.flowsChanged();
      } catch (Throwable e) {
        // Broad: the change is made, and the other plugins must hear of it.
        LOG.error("plugin {} cannot decide anew about its loops", id, e);
      }
    }
  }

  /** The form description of a node or integration type; null when the jar has none. */
  public JsonNode descriptor(String type) {
    try (InputStream in = loader.getResourceAsStream("descriptors/" + type + ".json")) {
      return in == null ? null : JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("descriptor of " + type + " cannot be read", e);
    }
  }

  /**
   * Calls plugin code with the plugin's class loader as the thread's context.
   *
   * @throws PluginFailedException it threw anything else than that a configuration is wrong
   */
  public <T> T call(ConfigCall<T> code) throws ConfigException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return code.call();
    } catch (ConfigException | PluginFailedException e) {
      throw e;
    } catch (Throwable e) {
      // Broad: whatever a plugin throws, the host goes on and says which plugin it was.
      throw new PluginFailedException("plugin '" + id + "'", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** A {@link Callable} that may find a configuration wrong. */
  @FunctionalInterface
  public interface ConfigCall<T> {
    T call() throws ConfigException;
  }
}
