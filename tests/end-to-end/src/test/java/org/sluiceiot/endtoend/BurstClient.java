package org.sluiceiot.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.sluiceiot.endtoend.AcknowledgedWrites.Thing;

/**
 * One of the clients that write at the same time: devices with telemetry and attributes, rule
 * chains and integrations of a tenant of its own, as fast as the host answers. One thread.
 */
final class BurstClient {
  static final String TENANTS = "/api/tenants";
  static final String TENANT = TENANTS + "/{tenant}";
  private static final String ENTITIES = TENANT + "/entities";
  private static final String CHAINS = TENANT + "/rule-chains";
  private static final String CHAIN = CHAINS + "/{chain}";
  private static final String INTEGRATIONS = TENANT + "/integrations";
  private static final String INTEGRATION = INTEGRATIONS + "/{integration}";

  private final AcknowledgedWrites ledger;
  private final Rest rest;
  private final String name;
  private final String tenant;
  private final String tenantPath;
  private final String broker;
  private final AccountWrites accounts;
  private final Deque<Made> devices = new ArrayDeque<>();
  private final Deque<Made> chains = new ArrayDeque<>();
  private final Deque<Made> integrations = new ArrayDeque<>();
  private final String keeper;
  private final String firstChain;
  private final Thing there;
  private final Thing attribute;
  private final Thing rootChain;
  private String root;

  private record Made(String id, Thing thing) {}

  /**
   * Makes the tenant.
   *
   * @param name of no other client before
   * @param broker address for integrations that run
   * @param index among the clients that write at the same time, from 0
   */
  BurstClient(AcknowledgedWrites ledger, Rest rest, String name, String broker, int index) {
    this.ledger = ledger;
    this.rest = rest;
    this.name = name;
    this.broker = broker;
    tenant = id(send("POST", TENANTS, Map.of("name", name)), 201);
    tenantPath = TENANTS + "/" + tenant;
    there =
        ledger.created("tenant " + name, name, present -> state(present.get(tenantPath), "name"));
    send("PUT", TENANT + "/plugins/{plugin}", Map.of("enabled", true), tenant, "kafka").expect(200);
    accounts = new AccountWrites(ledger, rest, name, tenant, index);
    keeper = createDevice(name + "-keeper").id();
    firstChain = rest.get(tenantPath + "/rule-chains").get(0).path("id").asText();
    root = firstChain;
    attribute = ledger.expected(tenantPath + " attribute", this::attribute);
    rootChain = ledger.expected(tenantPath + " root", this::root);
  }

  /**
   * Deletes the tenant with all it has.
   *
   * @param login to the host as it runs now
   */
  void delete(Rest login) {
    ledger.forget(tenantPath);
    there.write(
        AcknowledgedWrites.ABSENT, 204, () -> ledger.send(login, "DELETE", TENANT, null, tenant));
  }

  /** One of each kind of write, the slow ones in the first turn and in some later ones. */
  void turn(int number) {
    String suffix = name + "-" + number;
    devices.add(createDevice(suffix));
    telemetry(number);
    attribute.write("" + number, 200, () -> message("POST_ATTRIBUTES_REQUEST", number));
    chains.add(createChain(suffix));
    renameChain(suffix);
    integrations.add(createIntegration(suffix));
    changeIntegration(suffix, number % 8 == 1);
    if (number % 4 == 1) {
      makeRoot();
    }
    accounts.turn(number);
    deleteOldest();
  }

  private Made createDevice(String device) {
    Map<String, Object> body =
        Map.of("kind", "device", "name", device, "customer", "c" + name, "group", "g" + name);
    return created(ENTITIES, "/entities/", body, "name", device);
  }

  private Made created(
      String route, String under, Map<String, Object> body, String field, String state) {
    String id = id(send("POST", route, body, tenant), 201);
    String path = tenantPath + under + id;
    return new Made(id, ledger.created(path, state, present -> state(present.get(path), field)));
  }

  private void telemetry(int number) {
    String series = tenantPath + "/entities/" + keeper + "/telemetry?from=0&limit=10000&keys=t";
    ledger
        .expected(tenantPath + " point " + number, present -> point(present.get(series), number))
        .write("saved", 200, () -> message("POST_TELEMETRY_REQUEST", number));
  }

  private static String point(Rest.Answer series, int ts) {
    for (JsonNode point : series.body().path("t")) {
      if (point.path(0).asInt() == ts) {
        return "saved";
      }
    }
    return AcknowledgedWrites.ABSENT;
  }

  private Rest.Answer message(String type, int number) {
    Map<String, Object> body =
        Map.of(
            "entity",
            keeper,
            "type",
            type,
            "metadata",
            Map.of("ts", "" + number),
            "data",
            Map.of("t", number));
    Rest.Answer answer = send("POST", CHAIN + "/messages", body, tenant, firstChain);
    if (!answer.body().path("outcome").asText().equals("success")) {
      throw new AssertionError("the message ended otherwise: " + answer.body());
    }
    return answer;
  }

  private String attribute(AcknowledgedWrites.Present present) {
    Rest.Answer answer = present.get(tenantPath + "/entities/" + keeper + "/attributes");
    for (JsonNode value : answer.body()) {
      if (value.path("key").asText().equals("t")) {
        return value.path("value").asText();
      }
    }
    return AcknowledgedWrites.ABSENT;
  }

  private Made createChain(String chain) {
    return created(CHAINS, "/rule-chains/", chain(chain, 0), "name", chain);
  }

  private static Map<String, Object> chain(String chain, int version) {
    Map<String, Object> node =
        Map.of("id", "save", "type", "save-telemetry", "name", "s", "config", Map.of());
    Map<String, Object> document =
        Map.of("firstNode", "save", "nodes", List.of(node), "connections", List.of());
    Map<String, Object> body = new HashMap<>(Map.of("name", chain, "document", document));
    if (version > 0) {
      body.put("version", version);
    }
    return body;
  }

  private void renameChain(String suffix) {
    Made newest = chains.getLast();
    String renamed = suffix + "-renamed";
    newest.thing().write(renamed, 200, change(CHAIN, chain(renamed, 1), newest.id()));
  }

  private void makeRoot() {
    Made newest = chains.getLast();
    rootChain.write(
        newest.id(), 200, () -> send("POST", CHAIN + "/root", null, tenant, newest.id()));
    root = newest.id();
  }

  private String root(AcknowledgedWrites.Present present) {
    for (JsonNode chain : present.get(tenantPath + "/rule-chains").body()) {
      if (chain.path("root").asBoolean()) {
        String id = chain.path("id").asText();
        return id.equals(firstChain) ? AcknowledgedWrites.ABSENT : id;
      }
    }
    return "none";
  }

  private Made createIntegration(String integration) {
    String id = id(send("POST", INTEGRATIONS, integration(integration), tenant), 201);
    String path = tenantPath + "/integrations/" + id;
    return new Made(
        id, ledger.created(path, integration + " false", present -> running(present.get(path))));
  }

  private static String running(Rest.Answer answer) {
    return answer.status() == 404
        ? AcknowledgedWrites.ABSENT
        : state(answer, "name") + " " + answer.body().path("enabled").asBoolean();
  }

  private Map<String, Object> integration(String integration) {
    Map<String, Object> config =
        Map.of(
            "connection", Map.of("bootstrapServers", broker),
            "topics", List.of("nothing-comes-here"),
            "groupId", integration,
            "decoder", Map.of("type", "json"));
    return Map.of("name", integration, "type", "kafka-uplink", "config", config);
  }

  private void changeIntegration(String suffix, boolean run) {
    Made newest = integrations.getLast();
    String renamed = suffix + "-renamed";
    newest
        .thing()
        .write(renamed + " false", 200, change(INTEGRATION, integration(renamed), newest.id()));
    if (run) {
      newest
          .thing()
          .write(
              renamed + " true",
              200,
              () -> send("POST", INTEGRATION + "/enable", null, tenant, newest.id()));
      String again = renamed + "-again";
      Map<String, Object> body = new HashMap<>(integration(again));
      body.put("enabled", true);
      newest.thing().write(again + " true", 200, change(INTEGRATION, body, newest.id()));
      newest
          .thing()
          .write(
              again + " false",
              200,
              () -> send("POST", INTEGRATION + "/disable", null, tenant, newest.id()));
    }
  }

  private Supplier<Rest.Answer> change(String route, Map<String, Object> body, String id) {
    return () -> send("PUT", route, body, tenant, id);
  }

  private void deleteOldest() {
    delete(devices, ENTITIES + "/{entity}");
    delete(integrations, INTEGRATION);
    delete(chains, CHAIN);
  }

  /** The root chain cannot be deleted. */
  private void delete(Deque<Made> of, String route) {
    Made oldest = of.stream().filter(made -> !made.id().equals(root)).findFirst().orElse(null);
    if (of.size() > 1 && oldest != null) {
      of.remove(oldest);
      oldest
          .thing()
          .write(
              AcknowledgedWrites.ABSENT,
              204,
              () -> send("DELETE", route, null, tenant, oldest.id()));
    }
  }

  private Rest.Answer send(String method, String route, Object body, String... parameters) {
    return ledger.send(rest, method, route, body, parameters);
  }

  static String id(Rest.Answer answer, int status) {
    return answer.expect(status).path("id").asText();
  }

  /** A field of what was read. */
  static String state(Rest.Answer answer, String field) {
    return answer.status() == 404
        ? AcknowledgedWrites.ABSENT
        : answer.expect(200).path(field).asText();
  }
}
