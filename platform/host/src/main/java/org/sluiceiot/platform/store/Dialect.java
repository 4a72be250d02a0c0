package org.sluiceiot.platform.store;

/** What H2 and PostgreSQL write differently. */
public enum Dialect {
  H2 {
    @Override
    public String upsert(String table, String keys, String values) {
      return "MERGE INTO %s (%s, %s) KEY (%s) VALUES (%s)"
          .formatted(table, keys, values, keys, marks(keys, values));
    }

    @Override
    public String insertMissing(String table, String keys) {
      return "MERGE INTO %s (%s) KEY (%s) VALUES (%s)"
          .formatted(table, keys, keys, marks(keys, ""));
    }
  },
  POSTGRESQL {
    @Override
    public String upsert(String table, String keys, String values) {
      StringBuilder set = new StringBuilder();
      for (String column : values.split(", ")) {
        set.append(set.isEmpty() ? "" : ", ").append(column).append(" = EXCLUDED.").append(column);
      }
      return "INSERT INTO %s (%s, %s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s"
          .formatted(table, keys, values, marks(keys, values), keys, set);
    }

    @Override
    public String insertMissing(String table, String keys) {
      return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO NOTHING"
          .formatted(table, keys, marks(keys, ""), keys);
    }
  };

  /**
   * The product behind a JDBC URL.
   *
   * @throws IllegalArgumentException of neither
   */
  public static Dialect of(String url) {
    if (url.startsWith("jdbc:h2:")) {
      return H2;
    }
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    throw new IllegalArgumentException(
        "the database URL must start with jdbc:h2: or jdbc:postgresql:");
  }

  /**
   * A statement that writes a row over the one of the same key.
   *
   * @param keys columns of the key, separated by a comma and a space
   * @param values the other columns, likewise
   */
  public abstract String upsert(String table, String keys, String values);

  /** A statement that adds a row unless there is one of this key. */
  public abstract String insertMissing(String table, String keys);

  private static String marks(String keys, String values) {
    int count = keys.split(", ").length + (values.isEmpty() ? 0 : values.split(", ").length);
    return "?, ".repeat(count - 1) + "?";
  }
}
