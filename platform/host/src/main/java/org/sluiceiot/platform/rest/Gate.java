package org.sluiceiot.platform.rest;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.auth.Account;
import org.sluiceiot.platform.auth.Accounts;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.tenant.Tenant;
import org.sluiceiot.platform.tenant.TenantStore;

/** Lets a request through to its route, or not. Safe for any thread. */
public final class Gate {
  static final String COOKIE = "sluice_session";
  private static final String BEARER = "Bearer ";

  private final Accounts accounts;
  private final TenantStore tenants;
  private final TrustedProxies proxies;

  public Gate(Accounts accounts, TenantStore tenants, TrustedProxies proxies) {
    this.accounts = accounts;
    this.tenants = tenants;
    this.proxies = proxies;
  }

  /**
   * @throws ApiException 401 without a login, 403 without the right, 404 for what the caller may
   *     not know of
   */
  Call enter(Context http, Access access) {
    if (access == Access.PUBLIC) {
      return call(http, null, null);
    }
    Account account =
        token(http)
            .flatMap(accounts::whose)
            .orElseThrow(() -> new ApiException(401, "", "not logged in", "log in first"));
    Tenant tenant = null;
    if (http.pathParamMap().containsKey("tenant")) {
      tenant = tenant(http.pathParam("tenant"), account);
    }
    boolean allowed =
        switch (access) {
          case OPERATOR -> account.role() == Role.OPERATOR;
          case TENANT_WRITE -> account.role() != Role.VIEWER;
          default -> true;
        };
    if (!allowed) {
      throw new ApiException(
          403, "", "the role '" + account.role().text() + "' may not do this", "ask the operator");
    }
    return call(http, account, tenant);
  }

  private Call call(Context http, Account account, Tenant tenant) {
    return new Call(http, account, tenant, proxies.address(http), proxies.secure(http));
  }

  /**
   * Whether a login still sees a tenant; asks the database.
   *
   * @param token of the login
   */
  boolean sees(String token, TenantId tenant) {
    return accounts.whose(token).filter(account -> account.sees(tenant)).isPresent()
        && tenants.find(tenant).isPresent();
  }

  private Tenant tenant(String text, Account account) {
    try {
      TenantId id = new TenantId(UUID.fromString(text));
      if (account.sees(id)) {
        return tenants.find(id).orElseThrow(ApiException::notFound);
      }
    } catch (IllegalArgumentException e) {
      throw ApiException.notFound();
    }
    throw ApiException.notFound();
  }

  /** The token of a header, or of the cookie when the page itself sent the request. */
  Optional<String> token(Context http) {
    String header = http.header("Authorization");
    if (header != null) {
      return header.startsWith(BEARER)
          ? Optional.of(header.substring(BEARER.length()).strip())
          : Optional.empty();
    }
    String cookie = http.cookie(COOKIE);
    return cookie == null || !sameOrigin(http) ? Optional.empty() : Optional.of(cookie);
  }

  /** Another page in the user's browser must not act with the user's cookie. */
  private boolean sameOrigin(Context http) {
    String site = http.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    String origin = http.header("Origin");
    if (origin == null) {
      return true;
    }
    try {
      String host = proxies.host(http);
      return host != null && host.equals(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
