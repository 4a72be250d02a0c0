package org.sluiceiot.platform.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A real PostgreSQL, one per test run, on a free port. */
public final class Postgres {
  private static EmbeddedPostgres running;

  private Postgres() {}

  /** Makes a database that {@link #freshUrl} made unreachable, or reachable again. */
  public static synchronized void reachable(String url, boolean now) {
    String name = url.replaceAll("\\?.*", "").replaceAll(".*/", "");
    try (var connection = running.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + now);
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

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
