package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.sluiceiot.api.flow.Reachability;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.thingsboard.runtime.Policy;

/**
 * ThingsBoard as a host, seen by one node.
 *
 * @param durableQueue whether a message stays in ThingsBoard's queue until it is completed
 */
public record NodeHost(Owner owner, Policy policy, Reachability reachability, boolean durableQueue)
    implements Host {
  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public JsonNode settings() {
    return policy.settings();
  }

  @Override
  public Path directory() {
    IOException none = new IOException("set " + Policy.DATA + " to a directory that survives");
    Path base =
        policy.directory().orElseThrow(() -> new UncheckedIOException(none.getMessage(), none));
    Path own = base.resolve(owner.tenant().toString()).resolve(owner.id());
    try {
      return Files.createDirectories(own);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + own, e);
    }
  }
}
