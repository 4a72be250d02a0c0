package org.sluiceiot.platform.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.store.Database;

/** Integrations in the database. Blocks on it; safe for any thread. */
public final class IntegrationStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RowMapper<StoredIntegration> INTEGRATION =
      (row, context) ->
          new StoredIntegration(
              row.getObject("id", UUID.class),
              new TenantId(row.getObject("tenant_id", UUID.class)),
              row.getString("name"),
              row.getString("type"),
              row.getInt("version"),
              row.getBoolean("enabled"),
              row.getObject("rule_chain_id", UUID.class),
              json(row.getString("config")));

  private final Database database;

  public IntegrationStore(Database database) {
    this.database = database;
  }

  private static JsonNode json(String text) throws SQLException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("a stored integration is damaged", e);
    }
  }

  /** Integrations of all tenants. */
  public List<StoredIntegration> all() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.select("SELECT * FROM integration ORDER BY name").map(INTEGRATION).list());
  }

  /** Integrations of a tenant, by name. */
  public List<StoredIntegration> all(TenantId tenant) {
    return all().stream().filter(integration -> integration.tenant().equals(tenant)).toList();
  }

  public Optional<StoredIntegration> find(TenantId tenant, UUID id) {
    return all(tenant).stream().filter(integration -> integration.id().equals(id)).findFirst();
  }

  public void insert(StoredIntegration integration) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO integration (id, tenant_id, name, type, version, enabled,"
                        + " rule_chain_id, config) VALUES (?, ?, ?, ?, ?, ?, CAST(? AS UUID), ?)",
                    integration.id(),
                    integration.tenant().id(),
                    integration.name(),
                    integration.type(),
                    integration.version(),
                    integration.enabled(),
                    integration.chain(),
                    integration.config().toString()));
  }

  public void update(StoredIntegration integration) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE integration SET name = ?, type = ?, version = ?, enabled = ?,"
                        + " rule_chain_id = CAST(? AS UUID), config = ? WHERE id = ?",
                    integration.name(),
                    integration.type(),
                    integration.version(),
                    integration.enabled(),
                    integration.chain(),
                    integration.config().toString(),
                    integration.id()));
  }

  public void delete(StoredIntegration integration) {
    database
        .jdbi()
        .useHandle(
            handle -> handle.execute("DELETE FROM integration WHERE id = ?", integration.id()));
  }
}
