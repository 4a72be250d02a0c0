package org.sluiceiot.platform.fakeplugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.api.flow.FlowGraph;
import org.sluiceiot.api.host.Incident;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.integration.Integration;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.integration.RejectedDataException;

/** Delivers what its command says. */
public final class FakeSource implements Integration {
  /** System property that may hold a latch: a check ends when it opens. */
  public static final String CHECK_LATCH = "sluice.fake.check";

  private static final Map<String, FlowGraph.Vertex> RUNNING = new ConcurrentHashMap<>();

  /** What to do. */
  public record Config(
      @Property(title = "Refuse", help = "Text of a refusal.", optional = true) String refuse,
      @Property(title = "Password", help = "A secret.", optional = true) Secret password,
      @Property(title = "Reaches", help = "A node's owner.", optional = true) String reaches,
      @Property(title = "Error", help = "What is thrown.", defaultValue = "NONE")
          FakeErrors.Kind error,
      @Property(title = "In", help = "Methods that throw.", defaultValue = "none") String in,
      @Property(title = "Times", help = "How often; 0 for always.", defaultValue = "0")
          int times) {}

  private final Map<String, Incident> incidents = new ConcurrentHashMap<>();
  private IntegrationContext context;
  private Config config;

  static FlowGraph flows() {
    return new FlowGraph(List.copyOf(RUNNING.values()), List.of(), List.of());
  }

  @Override
  public void start(IntegrationContext given, JsonNode json) throws ConfigException {
    config = ConfigReader.read(json, Config.class);
    context = given;
    fail("start");
    given.observer().metrics().gauge("fake", this::gauge);
    String id = given.self().id();
    String tenant = given.self().tenant().toString();
    RUNNING.put(
        id, new FlowGraph.Vertex(id, given.self().name(), tenant, "uplink", "c", "t", Map.of()));
    boolean circle =
        config.reaches() != null && given.host().reachability().reaches(id, config.reaches());
    if (circle) {
      given.observer().state(State.REFUSED, "reaches the node");
    } else if (config.refuse() != null) {
      given.observer().state(State.REFUSED, config.refuse());
    } else {
      given.observer().state(State.RUNNING, "");
    }
  }

  private void fail(String method) {
    FakeErrors.in(method, config.in(), config.error(), context.self().id(), config.times());
  }

  private double gauge() {
    fail("gauge");
    return 7;
  }

  @Override
  public void stop() {
    fail("stop");
    RUNNING.remove(context.self().id());
  }

  @Override
  public CheckReport check(
      IntegrationContext given, JsonNode json, Consumer<CheckReport.Step> found)
      throws ConfigException {
    Config checked = ConfigReader.read(json, Config.class);
    FakeErrors.in("check", checked.in(), checked.error(), given.self().id(), 0);
    String password = checked.password() == null ? "none" : checked.password().reveal();
    CheckReport.Step sasl =
        new CheckReport.Step(
            "sasl",
            CheckReport.Outcome.OK,
            "length " + password.length(),
            "",
            Duration.ofMillis(3));
    found.accept(sasl);
    awaitCheckEnd();
    return new CheckReport(List.of(sasl));
  }

  /** Tests hold a check back with a latch, which only the JDK's classes let both sides see. */
  private static void awaitCheckEnd() {
    if (System.getProperties().get(CHECK_LATCH) instanceof CountDownLatch latch) {
      try {
        latch.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public JsonNode dryRun(IntegrationContext given, JsonNode json, JsonNode input)
      throws ConfigException {
    Config tried = ConfigReader.read(json, Config.class);
    FakeErrors.in("dryRun", tried.in(), tried.error(), given.self().id(), 0);
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    output.set("output", input);
    return output;
  }

  @Override
  public JsonNode command(String name, JsonNode arguments) {
    fail("command");
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    switch (name) {
      case "password" ->
          answer.put("password", config.password() == null ? null : config.password().reveal());
      case "loader" -> answer.put("visible", visible(arguments.path("class").asText()));
      case "settings" -> answer.set("settings", context.host().settings());
      case "deliver" -> answer.put("outcome", deliver(arguments));
      case "incident" -> incident(arguments);
      default -> throw new IllegalArgumentException("unknown command '" + name + "'");
    }
    return answer;
  }

  private void incident(JsonNode arguments) {
    Incident incident =
        incidents.computeIfAbsent(
            arguments.path("name").asText(),
            name -> new Incident(context.observer(), context.host().clock(), name));
    if (arguments.path("over").asBoolean()) {
      incident.resolved(arguments.path("text").asText());
    } else {
      incident.occurred(arguments.path("text").asText(), arguments.path("times").asLong(1));
    }
  }

  private static boolean visible(String type) {
    try {
      Class.forName(type, false, FakeSource.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private String deliver(JsonNode arguments) {
    Map<String, Object> values = new LinkedHashMap<>();
    arguments.path("values").properties().forEach(e -> values.put(e.getKey(), value(e.getValue())));
    Set<String> updateOnly = new HashSet<>();
    arguments.path("updateOnly").forEach(key -> updateOnly.add(key.asText()));
    EntityData data =
        new EntityData(
            EntityData.Kind.DEVICE,
            arguments.path("device").asText(),
            "default",
            null,
            null,
            null,
            Map.of(),
            List.of(
                new TelemetryPoint(Instant.ofEpochMilli(arguments.path("ts").asLong()), values)),
            updateOnly);
    try {
      context
          .deliver(new EntityBatch(List.of(data), new HashMap<>(), true))
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS);
      return "safe";
    } catch (ExecutionException e) {
      return outcome(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      return e.toString();
    }
  }

  private static String outcome(Throwable failure) {
    if (failure instanceof RetriableException) {
      return "again";
    }
    return failure instanceof RejectedDataException ? "rejected" : "failed";
  }

  private static Object value(JsonNode node) {
    return node.isIntegralNumber()
        ? (Object) node.longValue()
        : node.isNumber() ? (Object) node.doubleValue() : node.asText();
  }
}
