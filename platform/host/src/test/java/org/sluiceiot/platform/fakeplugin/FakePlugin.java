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
    FakeErrors.inPlugin("nodes");
    return List.of(
        new NodeType(
            "fake-sink",
            "fake sink",
            "Ends messages as its configuration says.",
            1,
            FakeSink.Config.class,
            List.of("Success", "Loop"),
            () -> {
              FakeErrors.inPlugin("nodeFactory");
              return new FakeSink();
            }));
  }

  @Override
  public List<IntegrationType> integrations() {
    FakeErrors.inPlugin("integrations");
    return List.of(
        new IntegrationType(
            "fake-source",
            "fake source",
            "Delivers what its command says.",
            1,
            FakeSource.Config.class,
            () -> {
              FakeErrors.inPlugin("integrationFactory");
              return new FakeSource();
            }));
  }

  @Override
  public Optional<Class<? extends Record>> settings() {
    FakeErrors.inPlugin("settings");
    return Optional.of(FakeSettings.class);
  }

  @Override
  public Optional<FlowGraph> flows() {
    FakeErrors.inPlugin("flows");
    return Optional.of(FakeSource.flows());
  }

  @Override
  public void flowsChanged() {
    FakeErrors.inPlugin("flowsChanged");
  }
}
