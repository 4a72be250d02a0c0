package org.sluiceiot.kafka.guard;

import java.util.Optional;
import org.sluiceiot.api.flow.FlowGraph;
import org.sluiceiot.api.plugin.SluicePlugin;

/** Gives hosts the record of the operator's settings about loops, and the loop map. */
public final class GuardPlugin implements SluicePlugin {
  @Override
  public Optional<Class<? extends Record>> settings() {
    return Optional.of(LoopSettings.class);
  }

  @Override
  public Optional<FlowGraph> flows() {
    return Optional.of(LoopGuard.shared().flows());
  }

  @Override
  public void flowsChanged() {
    LoopGuard.shared().flowsChanged();
  }
}
