package org.sluiceiot.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.DoubleSupplier;
import org.sluiceiot.api.flow.Reachability;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;

/** A host that costs nothing and limits nothing. Safe for any thread. */
final class BenchHost implements Host, Observer, Metrics {
  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public JsonNode settings() {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.putObject("limits").put("recordsPerSecond", 10_000_000).put("consumers", 1_000);
    return settings;
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

  @Override
  public void state(State state, String reason) {}

  @Override
  public void event(Event event) {}

  @Override
  public boolean debugging() {
    return false;
  }

  @Override
  public Metrics metrics() {
    return this;
  }

  @Override
  public Counter counter(String name, String... tags) {
    return count -> {};
  }

  @Override
  public Timer timer(String name, String... tags) {
    return duration -> {};
  }

  @Override
  public void gauge(String name, DoubleSupplier value, String... tags) {}
}
