package org.sluiceiot.thingsboard.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.integration.Integration;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.api.node.RuleNode;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.thingsboard.node.DownlinkBinding;
import org.sluiceiot.thingsboard.node.NodeHost;
import org.sluiceiot.thingsboard.node.PostedConfiguration;
import org.sluiceiot.thingsboard.node.UplinkBinding;
import org.sluiceiot.thingsboard.runtime.Policy;
import org.sluiceiot.thingsboard.runtime.Shared;

/** One posted configuration, tried without a node. For one thread. */
final class Tryout {
  private final Shared shared;
  private final RestRequest request;
  private final Policy policy;
  private final Owner owner;

  /** Owner, observer and host of what is only tried. */
  private record Context(Owner self, Observer observer, Host host)
      implements IntegrationContext, RuleNodeContext {
    @Override
    public CompletionStage<Void> deliver(EntityBatch batch) {
      return CompletableFuture.failedFuture(new IllegalStateException("a tryout delivers nothing"));
    }

    @Override
    public void complete(RuleMessage message, String relation) {
      throw new IllegalStateException("a tryout has no messages");
    }

    @Override
    public void fail(RuleMessage message, Throwable cause) {
      throw new IllegalStateException("a tryout has no messages");
    }
  }

  /**
   * @throws ConfigException the tenant may not use the nodes
   */
  Tryout(Shared shared, UUID tenant, RestRequest request) throws ConfigException, RestException {
    this.shared = shared;
    this.request = request;
    this.policy = shared.policyFor(tenant);
    this.owner = new Owner(request.nodeId(), "form", new TenantId(tenant), "rest");
  }

  private Context context() {
    return new Context(
        owner, new SilentObserver(), new NodeHost(owner, policy, shared.members(), false));
  }

  /** Every look but the check. */
  JsonNode run(String name) throws RestException, ConfigException {
    return switch (name) {
      case "validate" -> validate();
      case "decode" -> decode();
      case "topics", "propose" -> explore(name, request.config());
      case "records" -> WireRecords.toWire(explore(name, request.config()));
      case "dead-letters", "redrive" -> deadLetters(name);
      default -> throw new RestException(404, "there is no POST " + name, "");
    };
  }

  /** The configuration as its node would take it, after everything that a start refuses. */
  private JsonNode config(List<String> warnings) throws RestException, ConfigException {
    JsonNode config =
        PostedConfiguration.read(shared, request.type(), request.config(), warnings::add);
    List<Problem> denied = shared.ownCluster(policy, config);
    if (!denied.isEmpty()) {
      throw new ConfigException(denied);
    }
    return config;
  }

  private JsonNode validate() throws RestException {
    List<String> warnings = new ArrayList<>();
    List<Problem> problems = List.of();
    try {
      JsonNode config = config(warnings);
      if (request.type().equals(DownlinkBinding.TYPE)) {
        node().validate(context(), config);
      } else {
        integration().validate(context(), config);
      }
    } catch (ConfigException e) {
      problems = e.problems();
    }
    ObjectNode answer = RestEndpoint.problems(problems);
    ArrayNode said = answer.putArray("warnings");
    warnings.forEach(said::add);
    return answer;
  }

  /**
   * Tries the connection.
   *
   * @param found told of each step as it is done
   */
  void check(Consumer<CheckReport.Step> found) throws RestException, ConfigException {
    JsonNode config = config(new ArrayList<>());
    if (request.type().equals(DownlinkBinding.TYPE)) {
      node().check(context(), config, found);
    } else {
      integration().check(context(), config, found);
    }
  }

  private JsonNode decode() throws RestException, ConfigException {
    if (!request.type().equals(UplinkBinding.TYPE)) {
      throw new RestException(400, "only an uplink decodes", "");
    }
    JsonNode record = request.arguments().path("record");
    return integration().dryRun(context(), config(new ArrayList<>()), record);
  }

  /** What needs the connection at most; the rest of the form may still be empty. */
  private JsonNode explore(String name, JsonNode config) throws ConfigException {
    List<Problem> denied = shared.ownCluster(policy, config);
    if (!denied.isEmpty()) {
      throw new ConfigException(denied);
    }
    return integration().explore(name, context(), config, request.arguments());
  }

  private JsonNode deadLetters(String name) throws RestException, ConfigException {
    if (!request.type().equals(UplinkBinding.TYPE)) {
      throw new RestException(400, "only an uplink has dead letters", "");
    }
    JsonNode config = config(new ArrayList<>());
    boolean named =
        !config.path("groupId").asText("").isBlank()
            || !config.path("failures").path("deadLetterTopic").asText("").isBlank();
    if (!request.stored() && !named) {
      throw new RestException(
          400, "a node that is not saved has no dead letters yet", "save the rule chain first");
    }
    return explore(name, config);
  }

  private Integration integration() {
    return shared.integration(UplinkBinding.TYPE).factory().get();
  }

  private RuleNode node() {
    return shared.node(DownlinkBinding.TYPE).factory().get();
  }
}
