package org.sluiceiot.platform.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultPluginManager;
import org.pf4j.JarPluginLoader;
import org.pf4j.JarPluginRepository;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;
import org.pf4j.PluginManager;
import org.pf4j.PluginRepository;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.plugin.SluicePlugin;

/**
 * The plugin jars of a directory, each in its own class loader. Libraries that an operator adds to
 * {@code name.jar} lie in the folder {@code name} beside it. Safe for any thread.
 */
public final class Plugins implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

  private final PluginManager manager;
  private final TreeMap<String, LoadedPlugin> loaded = new TreeMap<>();

  /**
   * Loads every jar; one that cannot be loaded is reported in the log and left out.
   *
   * @param directory may be missing
   */
  public Plugins(Path directory) {
    manager = new Manager(directory);
    if (Files.isDirectory(directory)) {
      manager.loadPlugins();
      manager.getPlugins().forEach(this::add);
    }
  }

  private void add(PluginWrapper wrapper) {
    PluginDescriptor descriptor = wrapper.getDescriptor();
    try {
      List<SluicePlugin> providers =
          ServiceLoader.load(SluicePlugin.class, wrapper.getPluginClassLoader()).stream()
              .map(ServiceLoader.Provider::get)
              .toList();
      loaded.put(
          descriptor.getPluginId(),
          new LoadedPlugin(
              descriptor.getPluginId(),
              descriptor.getVersion(),
              descriptor.getPluginDescription(),
              wrapper.getPluginClassLoader(),
              providers));
    } catch (ServiceConfigurationError | LinkageError e) {
      LOG.error("plugin {} cannot be used: {}", descriptor.getPluginId(), e.toString());
    }
  }

  /** By id. */
  public List<LoadedPlugin> all() {
    return List.copyOf(loaded.values());
  }

  public Optional<LoadedPlugin> find(String id) {
    return Optional.ofNullable(loaded.get(id));
  }

  @Override
  public void close() {
    manager.unloadPlugins();
  }

  /** Loads jars only, and shows them no more of the host than they need. */
  private static final class Manager extends DefaultPluginManager {
    Manager(Path directory) {
      super(directory);
    }

    @Override
    protected PluginLoader createPluginLoader() {
      return new JarPluginLoader(this) {
        @Override
        public ClassLoader loadPlugin(Path jar, PluginDescriptor descriptor) {
          PluginClassLoader loader =
              new PluginClassLoader(
                  pluginManager,
                  descriptor,
                  new HostApiClassLoader(Plugins.class.getClassLoader()),
                  ClassLoadingStrategy.APD);
          loader.addFile(jar.toFile());
          libraries(jar).forEach(library -> loader.addFile(library.toFile()));
          return loader;
        }
      };
    }

    /** Jars only: a folder holds a plugin's libraries and is no plugin. */
    @Override
    protected PluginRepository createPluginRepository() {
      return new JarPluginRepository(getPluginsRoots());
    }

    private static List<Path> libraries(Path jar) {
      Path folder = jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      } catch (IOException e) {
        throw new UncheckedIOException("the libraries of " + jar + " cannot be listed", e);
      }
    }
  }
}
