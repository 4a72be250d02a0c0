package org.sluiceiot.kafka.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import org.sluiceiot.api.flow.Reachability;
import org.sluiceiot.api.host.Host;

/** The host of a command: whoever runs it is the operator. */
record CommandLineHost(JsonNode settings) implements Host {
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
