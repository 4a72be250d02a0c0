package org.sluiceiot.platform.cli;

import java.nio.file.Path;

/** Where the plugin jars of this installation are. Stateless. */
public final class PluginDirectory {
  private PluginDirectory() {}

  /** As the start script says, else {@code plugins} in the present directory. */
  public static Path ofInstallation() {
    return Path.of(System.getProperty("sluice.plugins", "plugins"));
  }
}
