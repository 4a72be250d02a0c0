package org.sluiceiot.platform.rest;

import java.util.Map;
import java.util.UUID;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.auth.Account;
import org.sluiceiot.platform.auth.Accounts;
import org.sluiceiot.platform.auth.PasswordRules;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.auth.TakenNames;
import org.sluiceiot.platform.tenant.TenantStore;

/** Accounts: an operator's of all, a tenant's administrator's of the own tenant. */
public final class UserRoutes {
  private final TakenNames taken = new TakenNames();
  private final Accounts accounts;
  private final TenantStore tenants;

  public UserRoutes(Accounts accounts, TenantStore tenants) {
    this.accounts = accounts;
    this.tenants = tenants;
  }

  /** A new account. */
  public record NewUser(
      @Property(title = "Name", help = "Unique in the host.", min = "1", max = "255") String name,
      @Property(title = "Role", help = "What the account may do.") Role role,
      @Property(title = "Tenant", help = "Id; none for an operator.", optional = true)
          String tenant,
      @Property(
              title = "Password",
              help =
                  "At least ten characters, none that is guessed early; without one it is generated.",
              optional = true,
              min = "" + Accounts.SHORTEST_PASSWORD,
              max = "1000")
          String password) {}

  /** A changed account. */
  public record ChangedUser(
      @Property(title = "Role", help = "What the account may do.", optional = true) Role role,
      @Property(
              title = "Password",
              help = "At least ten characters, none that is guessed early.",
              optional = true,
              min = "" + Accounts.SHORTEST_PASSWORD,
              max = "1000")
          String password) {}

  /** Adds its routes; call once. */
  public void addTo(RestRoutes routes) {
    routes.get("/api/users", Access.LOGIN, this::list);
    routes.post("/api/users", Access.LOGIN, this::create);
    routes.put("/api/users/{user}", Access.LOGIN, this::change);
    routes.delete("/api/users/{user}", Access.LOGIN, this::delete);
  }

  private static boolean manages(Account who, TenantId tenant) {
    return who.role() == Role.OPERATOR
        || who.role() == Role.TENANT_ADMIN && who.tenant().equals(tenant);
  }

  private void list(Call call) {
    call.answer(
        accounts.all().stream()
            .filter(account -> manages(call.account(), account.tenant()))
            .map(Shapes::account)
            .toList());
  }

  private void create(Call call) throws ConfigException {
    NewUser user = call.body(NewUser.class);
    TenantId tenant = tenant(user);
    requireManaged(call, tenant, user.role());
    requireFree(call, user.name());
    if (user.password() != null) {
      PasswordRules.require("password", user.password(), user.name());
    }
    String generated = user.password() == null ? accounts.generatePassword() : null;
    Account account =
        accounts.create(
            user.name(), user.role(), tenant, generated == null ? user.password() : generated);
    Map<String, Object> shape = Shapes.account(account);
    if (generated != null) {
      shape.put("password", generated);
    }
    call.answer(201, shape);
  }

  /** A tenant that met too many taken names is told nothing more, of free ones neither. */
  private void requireFree(Call call, String name) {
    Account by = call.account();
    boolean bounded = by.role() != Role.OPERATOR;
    if (bounded && !taken.mayTell(by.tenant())) {
      throw new ApiException(
          429,
          "name",
          "too many names were tried that are taken",
          "wait an hour, or ask the operator to make the account");
    }
    if (accounts.find(name).isPresent()) {
      if (bounded) {
        taken.told(by.tenant(), by.name(), name);
      }
      throw new ApiException(
          409, "name", "is taken by another account of the host", "take another name");
    }
  }

  private TenantId tenant(NewUser user) throws ConfigException {
    Problems problems = new Problems();
    TenantId tenant = null;
    if (user.role() == Role.OPERATOR) {
      if (user.tenant() != null) {
        problems.at("tenant").add("is given, but an operator has none", "leave it out");
      }
    } else {
      tenant = known(user.tenant());
      if (tenant == null) {
        problems.at("tenant").add("is not the id of a tenant", "give the tenant's id");
      }
    }
    problems.orThrow();
    return tenant;
  }

  private TenantId known(String text) {
    try {
      TenantId id = new TenantId(UUID.fromString(text == null ? "" : text));
      return tenants.find(id).isPresent() ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void requireManaged(Call call, TenantId tenant, Role role) {
    boolean raises = role == Role.OPERATOR && call.account().role() != Role.OPERATOR;
    if (raises || !manages(call.account(), tenant)) {
      throw new ApiException(403, "", "this account may not manage that one", "ask the operator");
    }
  }

  private Account managed(Call call) {
    return accounts
        .find(call.id("user"))
        .filter(account -> manages(call.account(), account.tenant()))
        .orElseThrow(ApiException::notFound);
  }

  private void change(Call call) throws ConfigException {
    Account account = managed(call);
    ChangedUser user = call.body(ChangedUser.class);
    if (user.password() != null) {
      PasswordRules.require("password", user.password(), account.name());
    }
    if (user.role() != null && user.role() != account.role()) {
      requireManaged(call, account.tenant(), user.role());
      if ((user.role() == Role.OPERATOR) != (account.tenant() == null)) {
        throw new ApiException(
            400, "role", "an account with a tenant is no operator, and the reverse", "");
      }
      accounts.changeRole(account, user.role());
    }
    if (user.password() != null) {
      accounts.changePassword(account, user.password());
    }
    call.answer(Shapes.account(accounts.find(account.id()).orElseThrow(ApiException::notFound)));
  }

  private void delete(Call call) {
    Account account = managed(call);
    if (account.id().equals(call.account().id())) {
      throw new ApiException(409, "", "nobody can delete the own account", "");
    }
    accounts.delete(account);
    call.done();
  }
}
