package org.sluiceiot.platform.owner;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.sluiceiot.api.flow.Reachability;
import org.sluiceiot.api.host.Host;

/**
 * What one owner sees of this host.
 *
 * @param settingsOf the operator's present settings for the owner's plugin
 * @param home created when first asked for
 */
public record PluginHost(
    Clock clock, Supplier<JsonNode> settingsOf, Path home, Reachability reachability)
    implements Host {

  @Override
  public JsonNode settings() {
    return settingsOf.get();
  }

  @Override
  public Path directory() {
    try {
      return Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + home, e);
    }
  }

  /** Messages wait in memory here; what they came from is acknowledged only at their end. */
  @Override
  public boolean durableQueue() {
    return false;
  }
}
