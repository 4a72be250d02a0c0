package org.sluiceiot.thingsboard.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.flow.FlowGraph;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.api.plugin.SluicePlugin;

/**
 * What all nodes of one server process share: the operator's policy, the plugins, and the threads
 * that deliver and close. Safe for any thread.
 */
public final class Shared {
  private static final class Holder {
    static final Shared INSTANCE = new Shared(System.getenv());

    static {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(INSTANCE.closer::closeAll, "sluice-shutdown"));
    }
  }

  private final Map<String, String> environment;
  private final List<SluicePlugin> plugins;
  private final Members members = new Members();
  private final EntityExecutors executors = new EntityExecutors();
  private final NodeCloser closer = new NodeCloser();
  private final BackgroundWork background = new BackgroundWork();

  /**
   * @param environment the process's environment variables, or what a test puts in their place
   */
  public Shared(Map<String, String> environment) {
    this(
        environment,
        ServiceLoader.load(SluicePlugin.class, Shared.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /** With plugins other than those on the class path. */
  public Shared(Map<String, String> environment, List<SluicePlugin> plugins) {
    this.environment = Map.copyOf(environment);
    this.plugins = List.copyOf(plugins);
  }

  /** The one of this process; the server ends without telling nodes, so it has a shutdown hook. */
  public static Shared ofProcess() {
    return Holder.INSTANCE;
  }

  /**
   * The operator's policy, read anew: a changed file counts for the next node that starts.
   *
   * @throws ConfigException the operator wrote something wrong
   * @throws java.io.UncheckedIOException the operator's file cannot be read
   */
  public Policy policy() throws ConfigException {
    OperatorProperties properties =
        OperatorProperties.load(environment, Shared.class.getClassLoader());
    return Policy.read(properties, parts());
  }

  private List<Class<? extends Record>> parts() {
    return plugins.stream().flatMap(plugin -> plugin.settings().stream()).toList();
  }

  /** The policy when this tenant may use the nodes. */
  public Policy policyFor(UUID tenant) throws ConfigException {
    Policy policy = policy();
    if (!policy.enabled(tenant)) {
      throw new ConfigException(
          "",
          "Kafka nodes (sluice) are not enabled for tenant " + tenant,
          "ask the operator of this server to add the id to " + Policy.TENANTS);
    }
    return policy;
  }

  /**
   * Where a configuration names the cluster of ThingsBoard's own queues, unless that is allowed.
   */
  public List<Problem> ownCluster(Policy policy, JsonNode config) {
    return policy.allowOwnCluster() ? List.of() : OwnCluster.of(environment).problems(config);
  }

  /** The rule node type of this name. */
  public NodeType node(String type) {
    return plugins.stream()
        .flatMap(plugin -> plugin.nodes().stream())
        .filter(node -> node.type().equals(type))
        .findFirst()
        .orElseThrow(() -> missing(type));
  }

  /** The integration type of this name. */
  public IntegrationType integration(String type) {
    return plugins.stream()
        .flatMap(plugin -> plugin.integrations().stream())
        .filter(integration -> integration.type().equals(type))
        .findFirst()
        .orElseThrow(() -> missing(type));
  }

  /** The present loop map of all tenants. */
  public FlowGraph flows() {
    return plugins.stream()
        .flatMap(plugin -> plugin.flows().stream())
        .findFirst()
        .orElse(new FlowGraph(List.of(), List.of(), List.of()));
  }

  private static IllegalStateException missing(String type) {
    return new IllegalStateException("the jar holds no plugin of type '" + type + "'");
  }

  public Members members() {
    return members;
  }

  public EntityExecutors executors() {
    return executors;
  }

  public BackgroundWork background() {
    return background;
  }

  public NodeCloser closer() {
    return closer;
  }
}
