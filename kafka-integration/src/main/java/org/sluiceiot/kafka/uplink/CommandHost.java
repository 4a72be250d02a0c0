package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Clock;
import org.sluiceiot.api.flow.Reachability;
import org.sluiceiot.api.host.Host;

/** Stands for a host where there is none: on the command line, run by the operator. */
final class CommandHost implements Host {
  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  /** Groups are named as they are written: there is no tenant to keep apart. */
  @Override
  public JsonNode settings() {
    return JsonNodeFactory.instance.objectNode().put("prefixGroups", false);
  }

  @Override
  public Path directory() {
    return Path.of("");
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
