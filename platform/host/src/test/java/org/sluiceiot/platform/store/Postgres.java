package org.sluiceiot.platform.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A real PostgreSQL, one per test run, on a free port. */
public final class Postgres {
  private static EmbeddedPostgres running;

  private Postgres() {}

  /** URL of a fresh, empty database. */
  public static synchronized String freshUrl() {
    try {
      if (running == null) {
        running = EmbeddedPostgres.builder().start();
      }
      String name = "sluice" + System.nanoTime();
      try (var connection = running.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      } catch (java.sql.SQLException e) {
        throw new IllegalStateException(e);
      }
      return running.getJdbcUrl("postgres", name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
