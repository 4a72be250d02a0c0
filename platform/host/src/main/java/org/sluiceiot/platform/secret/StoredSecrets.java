package org.sluiceiot.platform.secret;

import java.util.Map;
import org.sluiceiot.platform.store.Database;

/** Looks for secrets in the database. Blocks on it. */
public final class StoredSecrets {
  /** Columns that hold configurations, by table. */
  private static final Map<String, String> COLUMNS =
      Map.of("rule_chain", "document", "integration", "config", "plugin_settings", "settings");

  private StoredSecrets() {}

  /** Whether any configuration holds an encrypted secret. */
  public static boolean any(Database database) {
    String encrypted = "%\"" + ConfigSecrets.ENCRYPTED + "%";
    return COLUMNS.entrySet().stream()
        .anyMatch(
            column ->
                database
                    .jdbi()
                    .withHandle(
                        handle ->
                            handle
                                .select(
                                    "SELECT 1 FROM %s WHERE %s LIKE ? LIMIT 1"
                                        .formatted(column.getKey(), column.getValue()),
                                    encrypted)
                                .mapTo(Integer.class)
                                .findOne()
                                .isPresent()));
  }
}
