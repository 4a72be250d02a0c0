package org.sluiceiot.platform.rest;

import org.sluiceiot.api.config.Property;
import org.sluiceiot.platform.tenant.Tenant;
import org.sluiceiot.platform.tenant.TenantOperations;
import org.sluiceiot.platform.tenant.TenantStore;

/** Tenants, and what each may use. */
public final class TenantRoutes {
  private final TenantStore tenants;
  private final TenantOperations operations;

  public TenantRoutes(TenantStore tenants, TenantOperations operations) {
    this.tenants = tenants;
    this.operations = operations;
  }

  /** A name alone. */
  public record Named(
      @Property(title = "Name", help = "Unique in the host.", min = "1", max = "255")
          String name) {}

  /** Adds its routes; call once. */
  public void addTo(RestRoutes routes) {
    routes.get("/api/tenants", Access.LOGIN, this::list);
    routes.post("/api/tenants", Access.OPERATOR, this::create);
    routes.get("/api/tenants/{tenant}", Access.TENANT_READ, this::one);
    routes.put("/api/tenants/{tenant}", Access.OPERATOR, this::rename);
    routes.delete("/api/tenants/{tenant}", Access.OPERATOR, this::delete);
  }

  private void list(Call call) {
    call.answer(
        tenants.all().stream()
            .filter(tenant -> call.account().sees(tenant.id()))
            .map(Shapes::tenant)
            .toList());
  }

  private void one(Call call) {
    call.answer(Shapes.tenant(call.tenant()));
  }

  private void create(Call call) throws Exception {
    String name = call.body(Named.class).name();
    requireFree(name, null);
    call.answer(201, Shapes.tenant(operations.createTenant(name)));
  }

  private void rename(Call call) throws Exception {
    String name = call.body(Named.class).name();
    requireFree(name, call.tenant());
    tenants.rename(call.tenant().id(), name);
    call.answer(Shapes.tenant(tenants.find(call.tenant().id()).orElseThrow()));
  }

  private void requireFree(String name, Tenant except) {
    tenants
        .find(name)
        .filter(other -> except == null || !other.id().equals(except.id()))
        .ifPresent(
            other -> {
              throw new ApiException(409, "name", "there is a tenant of this name already", "");
            });
  }

  private void delete(Call call) {
    operations.deleteTenant(call.tenant().id());
    call.done();
  }
}
