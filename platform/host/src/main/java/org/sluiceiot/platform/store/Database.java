package org.sluiceiot.platform.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** The open database with its schema at the newest version. Safe for any thread. */
public final class Database implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Dialect dialect;

  private Database(HikariDataSource pool, Dialect dialect) {
    this.pool = pool;
    this.dialect = dialect;
    this.jdbi = Jdbi.create(pool);
  }

  /**
   * Where the embedded database of a data directory is. {@code WRITE_DELAY=0} makes a commit wait
   * until the file has it: what was acknowledged must survive a killed process.
   */
  public static String embedded(Path directory) {
    return "jdbc:h2:file:"
        + directory.toAbsolutePath().resolve("sluice")
        + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;CACHE_SIZE=65536";
  }

  /**
   * Connects, waiting at most ten seconds, and brings the schema up to date.
   *
   * @param user null for H2's default
   * @param password null for none
   * @throws RuntimeException the database cannot be opened; the message says why
   */
  public static Database open(String url, String user, String password) {
    Dialect dialect = Dialect.of(url);
    HikariConfig config = new HikariConfig();
    config.setPoolName("sluice-database");
    config.setJdbcUrl(url);
    config.setUsername(user == null ? "sa" : user);
    config.setPassword(password == null ? "" : password);
    config.setMaximumPoolSize(16);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT.toMillis());
    if (dialect == Dialect.POSTGRESQL) {
      config.addDataSourceProperty("reWriteBatchedInserts", "true");
      config.addDataSourceProperty("tcpKeepAlive", "true");
    }
    HikariDataSource pool = new HikariDataSource(config);
    try {
      Flyway.configure(Database.class.getClassLoader()).dataSource(pool).load().migrate();
      return new Database(pool, dialect);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** For statements. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** For the statements that differ. */
  public Dialect dialect() {
    return dialect;
  }

  /** With its last connection the embedded database writes and releases its file. */
  @Override
  public void close() {
    pool.close();
  }
}
