package org.sluiceiot.platform.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.platform.chain.ChainDocument;
import org.sluiceiot.platform.chain.ChainRuntime;
import org.sluiceiot.platform.chain.ChainStore;
import org.sluiceiot.platform.chain.Chains;
import org.sluiceiot.platform.chain.Ending;
import org.sluiceiot.platform.chain.EntityThreads;
import org.sluiceiot.platform.chain.RefusedException;
import org.sluiceiot.platform.chain.StoredChain;
import org.sluiceiot.platform.chain.ThingsBoardChain;
import org.sluiceiot.platform.entity.Entity;
import org.sluiceiot.platform.entity.EntityStore;
import org.sluiceiot.platform.integration.IntegrationStore;
import org.sluiceiot.platform.owner.RunningOwner;
import org.sluiceiot.platform.plugin.Catalog;

/** Rule chains. */
public final class ChainRoutes {
  private static final String CHAINS = "/api/tenants/{tenant}/rule-chains";
  private static final String CHAIN = CHAINS + "/{chain}";

  private final ChainStore chainStore;
  private final Chains chains;
  private final Catalog catalog;
  private final Clock clock;
  private final EntityThreads threads;
  private final EntityStore entityStore;
  private final IntegrationStore integrationStore;

  public ChainRoutes(
      ChainStore chainStore,
      Chains chains,
      Catalog catalog,
      Clock clock,
      EntityThreads threads,
      EntityStore entityStore,
      IntegrationStore integrationStore) {
    this.chainStore = chainStore;
    this.chains = chains;
    this.catalog = catalog;
    this.clock = clock;
    this.threads = threads;
    this.entityStore = entityStore;
    this.integrationStore = integrationStore;
  }

  /** A chain as sent. */
  public record Input(
      @Property(title = "Name", help = "Unique in the tenant.", min = "1", max = "255") String name,
      @Property(
              title = "Version",
              help = "The version that the change was made from.",
              optional = true)
          int version,
      @Property(title = "Document", help = "Nodes and connections.") ChainDocument document) {}

  /** Adds its routes; call once. */
  public void addTo(RestRoutes routes) {
    routes.get(CHAINS, Access.TENANT_READ, this::list);
    routes.post(CHAINS, Access.TENANT_WRITE, this::create);
    routes.post(CHAINS + "/validate", Access.TENANT_READ, this::validate);
    routes.post(CHAINS + "/convert", Access.TENANT_READ, this::convert);
    routes.post(CHAIN + "/messages", Access.TENANT_WRITE, this::send);
    routes.get(CHAIN, Access.TENANT_READ, call -> call.answer(shape(chain(call))));
    routes.put(CHAIN, Access.TENANT_WRITE, this::save);
    routes.delete(CHAIN, Access.TENANT_WRITE, this::delete);
    routes.post(CHAIN + "/root", Access.TENANT_WRITE, this::makeRoot);
  }

  private StoredChain chain(Call call) {
    return chainStore
        .find(call.tenant().id(), call.id("chain"))
        .orElseThrow(ApiException::notFound);
  }

  private void list(Call call) {
    call.answer(chainStore.all(call.tenant().id()).stream().map(this::shape).toList());
  }

  private Map<String, Object> shape(StoredChain chain) {
    ChainDocument document = chains.shown(chain);
    Map<String, Object> status = new LinkedHashMap<>();
    chains
        .runtime(chain.id())
        .ifPresent(
            runtime -> {
              status.put("counters", runtime.counters());
              status.put("nodes", nodes(runtime.nodes()));
            });
    return Shapes.object(
        "id",
        chain.id().toString(),
        "name",
        chain.name(),
        "root",
        chain.root(),
        "version",
        chain.version(),
        "document",
        document(chain.id(), document),
        "status",
        status);
  }

  private static Map<String, Object> nodes(Map<String, RunningOwner.Status> nodes) {
    Map<String, Object> shapes = new LinkedHashMap<>();
    nodes.forEach((id, status) -> shapes.put(id, Shapes.status(status)));
    return shapes;
  }

  private static Map<String, Object> document(UUID chain, ChainDocument document) {
    List<Map<String, Object>> nodes =
        document.nodes().stream()
            .map(
                node ->
                    Shapes.object(
                        "id", node.id(),
                        "type", node.type(),
                        "name", node.name(),
                        "version", node.version(),
                        "config", node.config(),
                        "x", node.x(),
                        "y", node.y(),
                        "owner", ChainRuntime.ownerId(chain, node.id())))
            .toList();
    return Shapes.object(
        "firstNode", document.firstNode(), "nodes", nodes, "connections", document.connections());
  }

  /** What was read may be sent back: the nodes' owners are the host's to know. */
  private static Input input(Call call) throws ConfigException {
    JsonNode body = call.json();
    body.path("document")
        .path("nodes")
        .forEach(
            node -> {
              if (node instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
                object.remove("owner");
              }
            });
    return org.sluiceiot.api.config.ConfigReader.read(body, Input.class);
  }

  private void create(Call call) throws ConfigException, RefusedException {
    Input input = input(call);
    StoredChain chain = chains.create(call.tenant().id(), input.name(), input.document());
    call.answer(201, shape(chain));
  }

  private void validate(Call call) {
    try {
      chains.validate(call.tenant().id(), input(call).document());
      call.answer(Shapes.problems(List.of()));
    } catch (ConfigException e) {
      call.answer(Shapes.problems(e.problems()));
    }
  }

  private void convert(Call call) throws ConfigException {
    ThingsBoardChain.Result result =
        new ThingsBoardChain(catalog, call.tenant().id()).map(call.json());
    call.answer(
        Shapes.object(
            "name",
            result.name(),
            "document",
            result.document(),
            "problems",
            Shapes.problems(result.problems()).get("problems")));
  }

  /** A message by hand. */
  public record Message(
      @Property(title = "Entity", help = "Id of the originator.") String entity,
      @Property(
              title = "Type",
              help = "Type of the message.",
              defaultValue = RuleMessage.POST_TELEMETRY,
              min = "1",
              max = "255")
          String type,
      @Property(title = "Metadata", help = "Texts by name.", defaultValue = "{}", max = "100")
          Map<String, String> metadata,
      @Property(title = "Data", help = "The payload.") JsonNode data) {}

  private void send(Call call) throws ConfigException {
    StoredChain chain = chain(call);
    Message sent = call.body(Message.class);
    Entity originator = originator(call, sent.entity());
    ChainRuntime runtime = chains.runtime(chain.id()).orElseThrow(ApiException::notFound);
    RuleMessage message =
        new RuleMessage(
            UUID.randomUUID(),
            sent.type(),
            originator.entityId(),
            sent.metadata(),
            sent.data().toString(),
            clock.instant());
    CompletableFuture<Ending> ending = new CompletableFuture<>();
    threads.execute(originator.id(), ticket -> runtime.process(message, ticket, ending::complete));
    call.http()
        .future(
            () ->
                ending
                    .orTimeout(30, TimeUnit.SECONDS)
                    .handle(
                        (end, failure) -> {
                          call.answer(outcome(end));
                          return null;
                        }));
  }

  private static Map<String, Object> outcome(Ending end) {
    if (end == null) {
      return Map.of("outcome", "failure", "text", "no outcome within thirty seconds");
    }
    String text = end.cause() == null ? "" : String.valueOf(end.cause().getMessage());
    return Map.of("outcome", Shapes.lower(end.outcome()), "text", text);
  }

  private Entity originator(Call call, String id) {
    try {
      return entityStore
          .find(call.tenant().id(), UUID.fromString(id))
          .orElseThrow(ApiException::notFound);
    } catch (IllegalArgumentException e) {
      throw ApiException.notFound();
    }
  }

  private void save(Call call) throws ConfigException, RefusedException {
    StoredChain before = chain(call);
    Input input = input(call);
    call.answer(shape(chains.save(before, input.name(), input.version(), input.document())));
  }

  private void delete(Call call) {
    StoredChain chain = chain(call);
    boolean used =
        integrationStore.all(call.tenant().id()).stream()
            .anyMatch(integration -> chain.id().equals(integration.chain()));
    if (chain.root() || used) {
      throw new ApiException(
          409,
          "",
          chain.root() ? "it is the root chain" : "an integration delivers into it",
          "choose another one first");
    }
    chains.delete(chain);
    call.done();
  }

  private void makeRoot(Call call) {
    chains.makeRoot(chain(call));
    call.answer(shape(chain(call)));
  }
}
