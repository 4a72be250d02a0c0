package org.sluiceiot.platform.auth;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.store.Database;

/** Accounts and tokens in the database. Blocks on it; safe for any thread. */
final class AccountStore {
  private static final RowMapper<Account> ACCOUNT =
      (row, context) -> {
        UUID tenant = row.getObject("tenant_id", UUID.class);
        return new Account(
            row.getObject("id", UUID.class),
            tenant == null ? null : new TenantId(tenant),
            row.getString("name"),
            Role.valueOf(row.getString("role")));
      };

  private final Database database;

  AccountStore(Database database) {
    this.database = database;
  }

  List<Account> all() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.select("SELECT * FROM account ORDER BY name").map(ACCOUNT).list());
  }

  Optional<Account> find(UUID id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.select("SELECT * FROM account WHERE id = ?", id).map(ACCOUNT).findOne());
  }

  Optional<Account> find(String name) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.select("SELECT * FROM account WHERE name = ?", name).map(ACCOUNT).findOne());
  }

  Optional<String> passwordHash(UUID id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select("SELECT password_hash FROM account WHERE id = ?", id)
                    .mapTo(String.class)
                    .findOne());
  }

  void insert(Account account, String passwordHash) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO account (id, tenant_id, name, role, password_hash) VALUES (?,"
                        + " CAST(? AS UUID), ?, ?, ?)",
                    account.id(),
                    account.tenant() == null ? null : account.tenant().id(),
                    account.name(),
                    account.role().name(),
                    passwordHash));
  }

  /** Also ends the account's sessions. */
  void changePassword(UUID id, String passwordHash) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute("UPDATE account SET password_hash = ? WHERE id = ?", passwordHash, id);
              handle.execute("DELETE FROM login_token WHERE account_id = ?", id);
            });
  }

  /** Also ends the account's sessions. */
  void changeRole(UUID id, Role role) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute("UPDATE account SET role = ? WHERE id = ?", role.name(), id);
              handle.execute("DELETE FROM login_token WHERE account_id = ?", id);
            });
  }

  void delete(UUID id) {
    database.jdbi().useHandle(handle -> handle.execute("DELETE FROM account WHERE id = ?", id));
  }

  void insertToken(String hash, UUID account, long expires, long now) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute("DELETE FROM login_token WHERE expires <= ?", now);
              handle.execute(
                  "INSERT INTO login_token (hash, account_id, expires) VALUES (?, ?, ?)",
                  hash,
                  account,
                  expires);
            });
  }

  Optional<Account> findByToken(String hash, long now) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(
                        "SELECT a.* FROM account a JOIN login_token t ON t.account_id = a.id"
                            + " WHERE t.hash = ? AND t.expires > ?",
                        hash,
                        now)
                    .map(ACCOUNT)
                    .findOne());
  }

  void deleteToken(String hash) {
    database
        .jdbi()
        .useHandle(handle -> handle.execute("DELETE FROM login_token WHERE hash = ?", hash));
  }
}
