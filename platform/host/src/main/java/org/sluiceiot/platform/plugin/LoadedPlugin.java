package org.sluiceiot.platform.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.plugin.SluicePlugin;

/**
 * A plugin jar in its class loader.
 *
 * @param id from the jar's manifest
 * @param description one line; possibly empty
 */
public record LoadedPlugin(
    String id,
    String version,
    String description,
    ClassLoader loader,
    List<SluicePlugin> providers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The form description of a node or integration type; null when the jar has none. */
  public JsonNode descriptor(String type) {
    try (InputStream in = loader.getResourceAsStream("descriptors/" + type + ".json")) {
      return in == null ? null : JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("descriptor of " + type + " cannot be read", e);
    }
  }

  /** Calls plugin code with the plugin's class loader as the thread's context. */
  public <T> T call(ConfigCall<T> code) throws ConfigException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return code.call();
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
