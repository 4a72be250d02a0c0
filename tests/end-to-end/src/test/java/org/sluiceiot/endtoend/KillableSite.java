package org.sluiceiot.endtoend;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sluiceiot.platform.store.Database;

/** A host and its database, which can be killed together. Not thread-safe. */
final class KillableSite implements AutoCloseable {
  private final String name;
  private final HostProcess host;
  private final Postgres postgres;

  private KillableSite(String name, HostProcess host, Postgres postgres) {
    this.name = name;
    this.host = host;
    this.postgres = postgres;
  }

  /** On the embedded database, as {@code sluice run} starts it. */
  static KillableSite embedded(Path folder) {
    return new KillableSite("H2", new HostProcess(folder.resolve("h2")), null);
  }

  /**
   * On the embedded database, which here writes over what it no longer needs after half a second
   * instead of 45: what may go wrong then does so at once.
   */
  static KillableSite embeddedInHaste(Path folder) {
    Path data = folder.resolve("h2-in-haste");
    String url = Database.embedded(data) + ";RETENTION_TIME=500";
    return new KillableSite("H2 in haste", new HostProcess(data, "--database-url", url), null);
  }

  /** On a PostgreSQL of its own. */
  static KillableSite postgres(Path folder) throws IOException {
    Postgres postgres = new Postgres(folder.resolve("postgres"));
    HostProcess host =
        new HostProcess(
            folder.resolve("on-postgres"),
            "--database-url",
            postgres.running.getJdbcUrl("postgres", "postgres"),
            "--database-user",
            "postgres");
    return new KillableSite("PostgreSQL", host, postgres);
  }

  /** Name of the database. */
  String name() {
    return name;
  }

  HostProcess host() {
    return host;
  }

  /** The host alone, with signal 9. */
  void killHost() {
    host.kill();
  }

  /** The database with signal 9, and again ready; nothing where it is within the host. */
  void killDatabase() throws IOException {
    if (postgres != null) {
      postgres.kill();
      postgres.start();
    }
  }

  @Override
  public void close() throws IOException {
    host.close();
    if (postgres != null) {
      postgres.running.close();
    }
  }

  /** The server's processes. */
  private static final class Postgres {
    private final Path data;
    private EmbeddedPostgres running;
    private int port;

    Postgres(Path data) throws IOException {
      this.data = data;
      start();
    }

    void start() throws IOException {
      running =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              // Otherwise the library has commits return before they are written.
              .setServerConfig("synchronous_commit", "on")
              .start();
      port = running.getPort();
    }

    void kill() throws IOException {
      ProcessHandle first = ProcessHandle.of(firstProcess()).orElseThrow();
      List<ProcessHandle> all = Stream.concat(Stream.of(first), first.descendants()).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(process -> process.onExit().join());
      // Nothing is left to stop; this gives back the lock of the directory.
      running.close();
    }

    private long firstProcess() {
      try {
        return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
