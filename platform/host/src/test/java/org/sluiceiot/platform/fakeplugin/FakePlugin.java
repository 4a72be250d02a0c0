package org.sluiceiot.platform.fakeplugin;

import java.util.List;
import java.util.Optional;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.flow.FlowGraph;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.api.plugin.SluicePlugin;

/** A plugin for tests; put into a jar by {@link FakePluginJar}. */
public final class FakePlugin implements SluicePlugin {
  /** Operator's settings. */
  public record FakeSettings(
      @Property(title = "Limit", help = "A number.", defaultValue = "5") int limit,
      @Property(title = "Key", help = "A secret.", optional = true) Secret key) {}

  @Override
  public List<NodeType> nodes() {
    return List.of(
        new NodeType(
            "fake-sink",
            "fake sink",
            "Ends messages as its configuration says.",
            1,
            FakeSink.Config.class,
            List.of("Success", "Loop"),
            FakeSink::new));
  }

  @Override
  public List<IntegrationType> integrations() {
    return List.of(
        new IntegrationType(
            "fake-source",
            "fake source",
            "Delivers what its command says.",
            1,
            FakeSource.Config.class,
            FakeSource::new));
  }

  @Override
  public Optional<Class<? extends Record>> settings() {
    return Optional.of(FakeSettings.class);
  }

  @Override
  public Optional<FlowGraph> flows() {
    return Optional.of(FakeSource.flows());
  }
}
