package org.sluiceiot.api.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import org.sluiceiot.api.flow.Reachability;

/**
 * The host's own properties and the operator's policy. Implemented by hosts, safe for any thread.
 */
public interface Host {
  /** The clock to take times from; never null. */
  Clock clock();

  /**
   * What the operator of the host decided for this plugin (limits, address policy, loop policy):
   * one object with the parts of all of the plugin's providers, valid; never null, possibly empty.
   */
  JsonNode settings();

  /**
   * A directory that only this owner uses and that survives a restart; created when missing.
   *
   * @throws java.io.UncheckedIOException it cannot be created
   */
  Path directory();

  /** Whether messages wait in a durable queue of the host until they are completed. */
  boolean durableQueue();

  /** Which nodes the messages of an integration can reach; never null. */
  Reachability reachability();
}
