package org.sluiceiot.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import org.sluiceiot.api.flow.Reachability;
import org.sluiceiot.api.host.Host;

/** A host whose operator has paths signed. Safe for any thread. */
final class SigningHost implements Host {
  private final BenchHost plain = new BenchHost();

  @Override
  public JsonNode settings() {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings
        .putObject("loopGuard")
        .putArray("signingKeys")
        .addObject()
        .put("number", 1)
        .put("key", "0123456789abcdef".repeat(2));
    return settings;
  }

  @Override
  public Clock clock() {
    return plain.clock();
  }

  @Override
  public Path directory() {
    return plain.directory();
  }

  @Override
  public boolean durableQueue() {
    return plain.durableQueue();
  }

  @Override
  public Reachability reachability() {
    return plain.reachability();
  }
}
