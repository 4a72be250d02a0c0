package org.sluiceiot.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.sluiceiot.endtoend.AcknowledgedWrites.Present;
import org.sluiceiot.endtoend.AcknowledgedWrites.Thing;

/** What an operator writes: tenants, plugins, users, logins. One thread. */
final class AccountWrites {
  private static final String USERS = "/api/users";
  private static final String USER = USERS + "/{user}";
  private static final String SECOND = "second password";

  private final AcknowledgedWrites ledger;
  private final Rest rest;
  private final String name;
  private final String tenant;
  private final String belongsTo;
  private final int index;
  private final Thing settings;

  /**
   * @param index of the client: the first alone writes what there is once per host
   */
  AccountWrites(AcknowledgedWrites ledger, Rest rest, String name, String tenant, int index) {
    this.ledger = ledger;
    this.rest = rest;
    this.name = name;
    this.tenant = tenant;
    this.index = index;
    this.belongsTo = BurstClient.TENANTS + "/" + tenant;
    settings = index == 0 ? ledger.expected(belongsTo + " settings", this::settings) : null;
  }

  /** Users come once: the host bounds how often somebody at one address may log in. */
  void turn(int number) {
    if (number == 1) {
      user();
    }
    if (number % 5 == 1) {
      tenant(number);
      if (index == 0) {
        settings(number);
      }
    }
  }

  private void settings(int number) {
    String marker = name + "-" + number;
    Map<String, Object> body = Map.of("deniedClusters", List.of(marker));
    settings.write(
        marker, 200, () -> send(rest, "PUT", "/api/plugins/{plugin}/settings", body, "kafka"));
  }

  private String settings(Present present) {
    JsonNode denied = present.get("/api/plugins/kafka/settings").expect(200).path("deniedClusters");
    String marker = denied.path(0).asText();
    return marker.startsWith(name) ? marker : AcknowledgedWrites.ABSENT;
  }

  private void tenant(int number) {
    String of = BurstClient.TENANT;
    String first = "%s-extra-%d".formatted(name, number);
    String id = BurstClient.id(send(rest, "POST", BurstClient.TENANTS, Map.of("name", first)), 201);
    String path = BurstClient.TENANTS + "/" + id;
    Thing extra =
        ledger.created(
            belongsTo + " extra " + id,
            first,
            present -> BurstClient.state(present.get(path), "name"));
    String renamed = first + "-renamed";
    extra.write(renamed, 200, () -> send(rest, "PUT", of, Map.of("name", renamed), id));
    Thing plugin = ledger.expected(belongsTo + " plugin of " + id, present -> plugin(present, id));
    plugin.write(
        "true",
        200,
        () -> send(rest, "PUT", of + "/plugins/{plugin}", Map.of("enabled", true), id, "kafka"));
    if (number % 2 == 0) {
      plugin.write(
          AcknowledgedWrites.ABSENT,
          200,
          () -> send(rest, "PUT", of + "/plugins/{plugin}", Map.of("enabled", false), id, "kafka"));
    } else {
      ledger.forget(belongsTo + " plugin of " + id);
      extra.write(AcknowledgedWrites.ABSENT, 204, () -> send(rest, "DELETE", of, null, id));
    }
  }

  private static String plugin(Present present, String id) {
    Rest.Answer answer = present.get(BurstClient.TENANTS + "/" + id + "/plugins");
    return answer.status() == 200 && answer.body().path(0).path("enabled").asBoolean()
        ? "true"
        : AcknowledgedWrites.ABSENT;
  }

  private void user() {
    String user = name + "-user";
    String password = "first password";
    Map<String, Object> body =
        Map.of("name", user, "role", "viewer", "tenant", tenant, "password", password);
    String id = BurstClient.id(send(rest, "POST", USERS, body), 201);
    Thing role = ledger.created(belongsTo + " user " + id, "viewer", present -> role(present, id));
    role.write(
        "tenant-admin", 200, () -> send(rest, "PUT", USER, Map.of("role", "tenant-admin"), id));
    String token = login(user, password);
    Thing login = ledger.created(belongsTo + " login " + id, "200", present -> me(present, token));
    Thing secret =
        ledger.created(belongsTo + " password " + id, "old", present -> password(present, user));
    Map<String, Object> change = Map.of("old", password, "new", SECOND);
    login.follows("401");
    secret.write("new", 204, () -> send(rest.with(token), "PUT", "/api/me/password", change));
    login.followed();
    String again = login(user, SECOND);
    Thing second = ledger.created(belongsTo + " again " + id, "200", present -> me(present, again));
    if (index % 2 == 1) {
      second.write("401", 204, () -> send(rest.with(again), "POST", "/api/logout", null));
    } else {
      ledger.forget(belongsTo + " password " + id);
      second.follows("401");
      role.write(AcknowledgedWrites.ABSENT, 204, () -> send(rest, "DELETE", USER, null, id));
      second.followed();
    }
  }

  private String login(String user, String password) {
    Map<String, Object> body = Map.of("name", user, "password", password);
    return send(rest.with(null), "POST", "/api/login", body).expect(200).path("token").asText();
  }

  private static String me(Present present, String token) {
    return "" + present.rest().with(token).send("GET", "/api/me", null).status();
  }

  private static String password(Present present, String user) {
    Map<String, Object> body = Map.of("name", user, "password", SECOND);
    int status = present.rest().with(null).send("POST", "/api/login", body).status();
    return status == 200 ? "new" : "old";
  }

  private static String role(Present present, String id) {
    for (JsonNode user : present.get(USERS).expect(200)) {
      if (user.path("id").asText().equals(id)) {
        return user.path("role").asText();
      }
    }
    return AcknowledgedWrites.ABSENT;
  }

  private Rest.Answer send(
      Rest login, String method, String route, Object body, String... parameters) {
    return ledger.send(login, method, route, body, parameters);
  }
}
