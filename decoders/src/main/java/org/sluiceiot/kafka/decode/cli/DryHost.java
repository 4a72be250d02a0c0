package org.sluiceiot.kafka.decode.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import org.sluiceiot.api.flow.Reachability;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.kafka.decode.JsonPayload;

/** Stands for a host where none runs: no settings, no durable queue. */
record DryHost() implements Host {
  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public JsonNode settings() {
    return JsonPayload.MAPPER.createObjectNode();
  }

  @Override
  public Path directory() {
    return Path.of(System.getProperty("java.io.tmpdir"));
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
