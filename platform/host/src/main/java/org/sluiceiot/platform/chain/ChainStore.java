package org.sluiceiot.platform.chain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.store.Database;

/** Rule chains in the database. Blocks on it; safe for any thread. */
public final class ChainStore {
  private static final RowMapper<StoredChain> CHAIN =
      (row, context) ->
          new StoredChain(
              row.getObject("id", UUID.class),
              new TenantId(row.getObject("tenant_id", UUID.class)),
              row.getString("name"),
              row.getBoolean("root"),
              row.getInt("version"),
              row.getString("document"));

  private final Database database;

  public ChainStore(Database database) {
    this.database = database;
  }

  /** Chains of all tenants. */
  public List<StoredChain> all() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.select("SELECT * FROM rule_chain ORDER BY name").map(CHAIN).list());
  }

  /** Chains of a tenant, by name. */
  public List<StoredChain> all(TenantId tenant) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(
                        "SELECT * FROM rule_chain WHERE tenant_id = ? ORDER BY name", tenant.id())
                    .map(CHAIN)
                    .list());
  }

  public Optional<StoredChain> find(TenantId tenant, UUID id) {
    return all(tenant).stream().filter(chain -> chain.id().equals(id)).findFirst();
  }

  public void insert(StoredChain chain) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO rule_chain (id, tenant_id, name, root, version, document) VALUES"
                        + " (?, ?, ?, ?, ?, ?)",
                    chain.id(),
                    chain.tenant().id(),
                    chain.name(),
                    chain.root(),
                    chain.version(),
                    chain.document()));
  }

  public void update(StoredChain chain) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE rule_chain SET name = ?, version = ?, document = ? WHERE id = ?",
                    chain.name(),
                    chain.version(),
                    chain.document(),
                    chain.id()));
  }

  /** Makes one chain of the tenant its root. */
  public void makeRoot(StoredChain chain) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE rule_chain SET root = (id = ?) WHERE tenant_id = ?",
                    chain.id(),
                    chain.tenant().id()));
  }

  public void delete(StoredChain chain) {
    database
        .jdbi()
        .useHandle(handle -> handle.execute("DELETE FROM rule_chain WHERE id = ?", chain.id()));
  }
}
