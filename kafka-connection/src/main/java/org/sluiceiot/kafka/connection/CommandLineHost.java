package org.sluiceiot.kafka.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Clock;
import org.sluiceiot.api.flow.Reachability;
import org.sluiceiot.api.host.Host;

/**
 * The host of a command. Whoever runs it is the operator, and may use what an operator can permit
 * to tenants: this machine's AWS identity, for one.
 */
record CommandLineHost(JsonNode settings) implements Host {
  CommandLineHost() {
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
