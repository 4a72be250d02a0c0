package org.sluiceiot.platform.entity;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.EntityData.Kind;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.store.Database;

/** Devices and assets in the database. Blocks on it; safe for any thread. */
public final class EntityStore {
  private static final String SELECT =
      "SELECT e.id, e.no, e.tenant_id, e.kind, e.name, e.type, e.label, e.created,"
          + " c.name AS customer, g.name AS group_name FROM entity e"
          + " LEFT JOIN customer c ON c.id = e.customer_id"
          + " LEFT JOIN entity_group g ON g.id = e.group_id ";
  private static final RowMapper<Entity> ENTITY =
      (row, context) ->
          new Entity(
              row.getObject("id", UUID.class),
              row.getLong("no"),
              new TenantId(row.getObject("tenant_id", UUID.class)),
              Kind.valueOf(row.getString("kind")),
              row.getString("name"),
              row.getString("type"),
              row.getString("label"),
              row.getString("customer"),
              row.getString("group_name"),
              Instant.ofEpochMilli(row.getLong("created")));

  private static final int ATTEMPTS = 5;
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final Clock clock;

  public EntityStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The entity of this name, if there is one. */
  public Optional<Entity> find(TenantId tenant, Kind kind, String name) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(
                        SELECT + "WHERE e.tenant_id = ? AND e.kind = ? AND e.name = ?",
                        tenant.id(),
                        kind.name(),
                        name)
                    .map(ENTITY)
                    .findOne());
  }

  /** The tenant's entity of this id, if there is one. */
  public Optional<Entity> find(TenantId tenant, UUID id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(SELECT + "WHERE e.tenant_id = ? AND e.id = ?", tenant.id(), id)
                    .map(ENTITY)
                    .findOne());
  }

  /**
   * Creates an entity, its customer and its group, unless another thread or process was faster.
   *
   * @return the entity of this name, whoever made it
   * @throws RetriableException others make and remove the same one all the time
   */
  public Entity create(TenantId tenant, EntityData data) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        database.jdbi().useTransaction(handle -> insert(handle, tenant, data));
        Optional<Entity> made = find(tenant, data.kind(), data.name());
        if (made.isPresent()) {
          return made.get();
        }
      } catch (JdbiException e) {
        // Somebody made the same entity, customer or group meanwhile: now it is there.
        if (!isDuplicate(e)) {
          throw e;
        }
      }
    }
    throw new RetriableException("several sources create and remove the same entity", null);
  }

  private static boolean isDuplicate(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private void insert(Handle handle, TenantId tenant, EntityData data) {
    UUID customer = data.customer() == null ? null : customer(handle, tenant, data.customer());
    UUID group = data.group() == null ? null : group(handle, tenant, data.kind(), data.group());
    handle.execute(
        "INSERT INTO entity (id, tenant_id, kind, name, type, label, customer_id, group_id,"
            + " created) SELECT ?, ?, ?, ?, ?, ?, CAST(? AS UUID), CAST(? AS UUID), ? WHERE NOT"
            + " EXISTS (SELECT 1 FROM entity WHERE tenant_id = ? AND kind = ? AND name = ?)",
        UUID.randomUUID(),
        tenant.id(),
        data.kind().name(),
        data.name(),
        data.type(),
        data.label(),
        customer,
        group,
        clock.millis(),
        tenant.id(),
        data.kind().name(),
        data.name());
  }

  private static UUID customer(Handle handle, TenantId tenant, String name) {
    handle.execute(
        "INSERT INTO customer (id, tenant_id, name) SELECT ?, ?, ? WHERE NOT EXISTS"
            + " (SELECT 1 FROM customer WHERE tenant_id = ? AND name = ?)",
        UUID.randomUUID(),
        tenant.id(),
        name,
        tenant.id(),
        name);
    return handle
        .select("SELECT id FROM customer WHERE tenant_id = ? AND name = ?", tenant.id(), name)
        .mapTo(UUID.class)
        .one();
  }

  private static UUID group(Handle handle, TenantId tenant, Kind kind, String name) {
    handle.execute(
        "INSERT INTO entity_group (id, tenant_id, kind, name) SELECT ?, ?, ?, ? WHERE NOT EXISTS"
            + " (SELECT 1 FROM entity_group WHERE tenant_id = ? AND kind = ? AND name = ?)",
        UUID.randomUUID(),
        tenant.id(),
        kind.name(),
        name,
        tenant.id(),
        kind.name(),
        name);
    return handle
        .select(
            "SELECT id FROM entity_group WHERE tenant_id = ? AND kind = ? AND name = ?",
            tenant.id(),
            kind.name(),
            name)
        .mapTo(UUID.class)
        .one();
  }

  /** A part of a list. */
  public record Page(List<Entity> items, long total) {}

  /**
   * @param kind null for both
   * @param search part of the name in any case; empty for all
   */
  public Page list(TenantId tenant, Kind kind, String search, int limit, int offset) {
    String where =
        "WHERE e.tenant_id = :tenant AND LOWER(e.name) LIKE :search"
            + (kind == null ? "" : " AND e.kind = :kind");
    String like = "%" + search.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    return database
        .jdbi()
        .withHandle(
            handle -> {
              List<Entity> items =
                  handle
                      .createQuery(SELECT + where + " ORDER BY e.name LIMIT :limit OFFSET :offset")
                      .bind("tenant", tenant.id())
                      .bind("search", like)
                      .bind("kind", kind == null ? "" : kind.name())
                      .bind("limit", limit)
                      .bind("offset", offset)
                      .map(ENTITY)
                      .list();
              long total =
                  handle
                      .createQuery("SELECT COUNT(*) FROM entity e " + where)
                      .bind("tenant", tenant.id())
                      .bind("search", like)
                      .bind("kind", kind == null ? "" : kind.name())
                      .mapTo(Long.class)
                      .one();
              return new Page(items, total);
            });
  }

  /** Removes an entity and all its data. */
  public void delete(Entity entity) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              for (String table : List.of("telemetry", "entity_key", "attribute")) {
                handle.execute("DELETE FROM " + table + " WHERE entity_no = ?", entity.no());
              }
              handle.execute("DELETE FROM entity WHERE id = ?", entity.id());
            });
  }
}
