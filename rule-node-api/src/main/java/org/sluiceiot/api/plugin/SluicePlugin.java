package org.sluiceiot.api.plugin;

import java.util.List;
import java.util.Optional;
import org.sluiceiot.api.flow.FlowGraph;

/**
 * What a plugin jar brings, found by {@link java.util.ServiceLoader}. A jar may hold several
 * providers; a host enables the jar as a whole, per tenant. Implementations have a public
 * constructor without arguments and no side effects until a node or an integration is used.
 */
public interface SluicePlugin {
  /** Rule nodes of this provider; possibly empty. */
  default List<NodeType> nodes() {
    return List.of();
  }

  /** Integrations of this provider; possibly empty. */
  default List<IntegrationType> integrations() {
    return List.of();
  }

  /** Commands that this provider adds to the host's command line; possibly empty. */
  default List<Command> commands() {
    return List.of();
  }

  /**
   * The record of this provider's part of the operator's settings ({@link
   * org.sluiceiot.api.host.Host#settings()}), when it has any; the parts of all providers of a jar
   * make one object ({@link org.sluiceiot.api.config.SettingsDocument}).
   */
  default Optional<Class<? extends Record>> settings() {
    return Optional.empty();
  }

  /**
   * The present loop map of all tenants, when this provider keeps one. Safe for any thread; changes
   * nothing.
   */
  default Optional<FlowGraph> flows() {
    return Optional.empty();
  }

  /**
   * Called by the host after a rule chain or the operator's settings changed, outside of any lock:
   * time to ask again who reaches whom ({@link org.sluiceiot.api.flow.Reachability}) and to decide
   * anew. Safe for any thread; what it throws is logged.
   */
  default void flowsChanged() {}
}
