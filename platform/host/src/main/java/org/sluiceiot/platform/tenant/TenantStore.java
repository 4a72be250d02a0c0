package org.sluiceiot.platform.tenant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.store.Database;

/** Tenants in the database. Blocks on it; safe for any thread. */
public final class TenantStore {
  private static final RowMapper<Tenant> TENANT =
      (row, context) ->
          new Tenant(
              new TenantId(row.getObject("id", UUID.class)),
              row.getString("name"),
              Instant.ofEpochMilli(row.getLong("created")));

  private final Database database;
  private final Clock clock;

  public TenantStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** All tenants, by name. */
  public List<Tenant> all() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.select("SELECT * FROM tenant ORDER BY name").map(TENANT).list());
  }

  /** The tenant of this id. */
  public Optional<Tenant> find(TenantId id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.select("SELECT * FROM tenant WHERE id = ?", id.id()).map(TENANT).findOne());
  }

  /** The tenant of this name. */
  public Optional<Tenant> find(String name) {
    return all().stream().filter(tenant -> tenant.name().equals(name)).findFirst();
  }

  /** Adds a tenant; the name must be free. */
  public Tenant create(String name) {
    TenantId id = new TenantId(UUID.randomUUID());
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO tenant (id, name, created) VALUES (?, ?, ?)",
                    id.id(),
                    name,
                    clock.millis()));
    return find(id).orElseThrow();
  }

  /** Changes the name, which must be free. */
  public void rename(TenantId id, String name) {
    database
        .jdbi()
        .useHandle(
            handle -> handle.execute("UPDATE tenant SET name = ? WHERE id = ?", name, id.id()));
  }

  /** Removes a tenant and everything it has. */
  public void delete(TenantId id) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              for (String table : List.of("telemetry", "entity_key", "attribute")) {
                handle.execute(
                    "DELETE FROM "
                        + table
                        + " WHERE entity_no IN (SELECT no FROM entity WHERE tenant_id = ?)",
                    id.id());
              }
              handle.execute("DELETE FROM integration WHERE tenant_id = ?", id.id());
              handle.execute("DELETE FROM entity WHERE tenant_id = ?", id.id());
              handle.execute("DELETE FROM tenant WHERE id = ?", id.id());
            });
  }

  /** Ids of the plugins that a tenant may use. */
  public Set<String> plugins(TenantId id) {
    return Set.copyOf(
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select("SELECT plugin FROM tenant_plugin WHERE tenant_id = ?", id.id())
                        .mapTo(String.class)
                        .list()));
  }

  /** Lets a tenant use a plugin, or no longer. */
  public void enablePlugin(TenantId id, String plugin, boolean enabled) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute(
                  "DELETE FROM tenant_plugin WHERE tenant_id = ? AND plugin = ?", id.id(), plugin);
              if (enabled) {
                handle.execute(
                    "INSERT INTO tenant_plugin (tenant_id, plugin) VALUES (?, ?)", id.id(), plugin);
              }
            });
  }
}
