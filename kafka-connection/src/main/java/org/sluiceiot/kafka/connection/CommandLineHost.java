package org.sluiceiot.kafka.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Clock;
import org.sluiceiot.api.flow.Reachability;
import org.sluiceiot.api.host.Host;

/**
 * The host of a command, which runs where no host is. Immutable.
 *
 * @param settings of the operator, who is whoever runs the command
 */
public record CommandLineHost(JsonNode settings) implements Host {
  /** Permits what an operator can permit to tenants: this machine's AWS identity, for one. */
  public CommandLineHost() {
    this(
        JsonNodeFactory.instance
            .objectNode()
            .put("mskIam", true)
            .put("allowUnverifiedHostNames", true)
            .put("allowPlainHttp", true));
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public Path directory() {
    throw new UnsupportedOperationException("a command keeps nothing");
  }

  @Override
  public boolean durableQueue() {
    return false;
  }

  @Override
  public Reachability reachability() {
    return (integration, node) -> false;
  }
}
