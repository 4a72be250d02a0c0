package org.sluiceiot.platform.host;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.sluiceiot.api.host.Incident;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.platform.store.Database;
import org.sluiceiot.platform.store.DatabaseFailures;
import org.sluiceiot.platform.thread.WorkLoop;

/**
 * Tells as one alarm that the database is away, and when it is back: asks it every second, and
 * hears from those who could not write. A thread of its own, for asking a database that is away
 * takes ten seconds. Safe for any thread.
 */
final class DatabaseWatch implements AutoCloseable {
  /** Who writes may fail while a question is answered (a full disk), and tries again only later. */
  private static final Duration CALM = Duration.ofMinutes(1);

  private final CountDownLatch ending = new CountDownLatch(1);
  private final Database database;
  private final Incident incident;
  private final WorkLoop loop;
  private volatile long quietSince = System.nanoTime() - CALM.toNanos();

  DatabaseWatch(Database database, Observer host, Clock clock) {
    this.database = database;
    this.incident = new Incident(host, clock, "database");
    this.loop = new WorkLoop("sluice-database-watch", this::look);
  }

  /** Somebody could not write, for a reason that is known to pass. */
  void failed(RuntimeException failure) {
    quietSince = System.nanoTime();
    incident.occurred(failure.getMessage());
  }

  private boolean look() throws InterruptedException {
    if (ending.await(1, TimeUnit.SECONDS)) {
      return false;
    }
    try {
      database.jdbi().useHandle(handle -> handle.select("SELECT 1").mapTo(Integer.class).one());
    } catch (JdbiException e) {
      incident.occurred(DatabaseFailures.of(e).getMessage());
      return false;
    }
    if (System.nanoTime() - quietSince >= CALM.toNanos()) {
      incident.resolved("the database answers again");
    }
    return false;
  }

  @Override
  public void close() {
    ending.countDown();
    loop.close(Duration.ofSeconds(12));
  }
}
