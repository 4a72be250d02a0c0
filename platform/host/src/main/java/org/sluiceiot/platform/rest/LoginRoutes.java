package org.sluiceiot.platform.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.platform.auth.Accounts;
import org.sluiceiot.platform.auth.PasswordRules;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.tenant.Tenant;
import org.sluiceiot.platform.tenant.TenantStore;

/** Logging in and out. */
public final class LoginRoutes {
  private final Accounts accounts;
  private final TenantStore tenants;
  private final Gate gate;

  public LoginRoutes(Accounts accounts, TenantStore tenants, Gate gate) {
    this.accounts = accounts;
    this.tenants = tenants;
    this.gate = gate;
  }

  /** What a login needs. */
  public record Credentials(
      @Property(title = "Name", help = "The account's name.", max = "255") String name,
      @Property(title = "Password", help = "The account's password.", max = "1000")
          String password) {}

  /** What a change of the own password needs. */
  public record PasswordChange(
      @Property(title = "Old", help = "The present password.", max = "1000") String old,
      @Property(
              title = "New",
              help = "At least ten characters, none that is guessed early.",
              min = "" + Accounts.SHORTEST_PASSWORD,
              max = "1000")
          String fresh) {}

  /** Adds its routes; call once. */
  public void addTo(RestRoutes routes) {
    routes.post("/api/login", Access.PUBLIC, this::login);
    routes.post("/api/logout", Access.LOGIN, this::logout);
    routes.get("/api/me", Access.LOGIN, this::me);
    routes.put("/api/me/password", Access.LOGIN, this::changePassword);
  }

  private void login(Call call) throws Exception {
    Accounts.Session session;
    try {
      // Before the body is looked at: a flood from one address costs no more than this line.
      accounts.admit(call.address());
      Credentials credentials = call.body(Credentials.class);
      session =
          accounts
              .login(credentials.name(), credentials.password(), call.address())
              .orElseThrow(() -> new ApiException(401, "", "name or password is wrong", ""));
    } catch (Accounts.TooManyLoginsException e) {
      throw new ApiException(429, "", e.getMessage(), "wait a minute");
    }
    setCookie(call, session.token(), (int) Accounts.SESSION.toSeconds());
    call.answer(
        Map.of(
            "token", session.token(),
            "expires", Shapes.time(session.expires()),
            "user", Shapes.account(session.account())));
  }

  private void logout(Call call) {
    gate.token(call.http()).ifPresent(accounts::logout);
    setCookie(call, "", 0);
    call.done();
  }

  private static void setCookie(Call call, String token, int seconds) {
    Cookie cookie = new Cookie(Gate.COOKIE, token);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setSecure(call.secure());
    cookie.setMaxAge(seconds);
    call.http().cookie(cookie);
  }

  private void me(Call call) {
    call.answer(
        Map.of(
            "user", Shapes.account(call.account()),
            "tenants", visible(call).stream().map(Shapes::tenant).toList()));
  }

  private List<Tenant> visible(Call call) {
    return tenants.all().stream().filter(tenant -> call.account().sees(tenant.id())).toList();
  }

  private void changePassword(Call call) throws Exception {
    JsonNode body = call.json();
    if (body instanceof ObjectNode object && object.has("new")) {
      object.set("fresh", object.remove("new"));
    }
    PasswordChange change = ConfigReader.read(body, PasswordChange.class);
    try {
      if (!accounts.hasPassword(call.account(), change.old(), call.address())) {
        throw new ApiException(400, "old", "is not the present password", "");
      }
    } catch (Accounts.TooManyLoginsException e) {
      throw new ApiException(429, "", e.getMessage(), "wait a minute");
    }
    // Estimating takes some time, so behind what bounds the tries.
    PasswordRules.require("new", change.fresh(), call.account().name());
    accounts.changePassword(call.account(), change.fresh());
    call.done();
  }

  static Role role(String text) {
    return Role.valueOf(text.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
  }
}
