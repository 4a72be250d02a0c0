package org.sluiceiot.platform.owner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.store.Database;
import org.sluiceiot.platform.store.DatabaseFailures;
import org.sluiceiot.platform.thread.WorkLoop;

/**
 * Keeps the newest events of every owner. Recording returns at once. Events wait while the database
 * is away; when more come than can wait, the surplus is dropped and counted. Safe for any thread;
 * one thread stores, and tells the listeners what it stored.
 */
public final class EventLog implements AutoCloseable {
  /** Events kept of each owner. */
  public static final int KEPT = 500;

  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
  private static final int LONGEST_DETAIL = 16_384;
  private static final int TRIM_EVERY = 100;
  private static final int MOST_AT_ONCE = 500;
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<StoredEvent> queue = new ArrayBlockingQueue<>(5_000);
  private final List<Consumer<StoredEvent>> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> sinceTrim = new HashMap<>();
  private final LongAdder dropped = new LongAdder();
  private final Database database;
  private final Clock clock;
  private final Consumer<RuntimeException> unavailable;
  private final WorkLoop loop;

  /** What is being stored; the loop's own. */
  private final List<StoredEvent> batch = new ArrayList<>();

  /**
   * @param unavailable told when the database is away, on the log's thread
   */
  public EventLog(Database database, Clock clock, Consumer<RuntimeException> unavailable) {
    this.database = database;
    this.clock = clock;
    this.unavailable = unavailable;
    loop = new WorkLoop("sluice-event-log", this::storeBatch);
  }

  /** Records an event; long texts are cut. */
  public void record(Owner owner, Event event) {
    Map<String, String> details = new HashMap<>();
    event.details().forEach((name, value) -> details.put(name, cut(value, LONGEST_DETAIL)));
    StoredEvent stored =
        new StoredEvent(
            0,
            clock.instant(),
            owner.tenant(),
            owner.id(),
            cut(owner.name(), 255),
            event.kind(),
            cut(event.text(), 9_000),
            details);
    if (!queue.offer(stored)) {
      dropped.increment();
    }
  }

  /** Events that were not kept because too many came at once. */
  public long dropped() {
    return dropped.sum();
  }

  /** Tells every event once it is stored, on the log's thread: the listener must be quick. */
  public AutoCloseable listen(Consumer<StoredEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * Newest first.
   *
   * @param owner null for all of the tenant
   * @param kind null for all
   * @param before only events with a smaller id
   */
  public List<StoredEvent> read(
      TenantId tenant, String owner, Event.Kind kind, long before, int limit) {
    String sql =
        "SELECT * FROM event WHERE tenant_id = :tenant AND id < :before"
            + (owner == null ? "" : " AND owner = :owner")
            + (kind == null ? "" : " AND kind = :kind")
            + " ORDER BY id DESC LIMIT :limit";
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("tenant", tenant.id())
                    .bind("before", before)
                    .bind("owner", owner)
                    .bind("kind", kind == null ? null : kind.name())
                    .bind("limit", limit)
                    .map(
                        (row, context) ->
                            new StoredEvent(
                                row.getLong("id"),
                                Instant.ofEpochMilli(row.getLong("at")),
                                tenant,
                                row.getString("owner"),
                                row.getString("owner_name"),
                                Event.Kind.valueOf(row.getString("kind")),
                                row.getString("text"),
                                details(row.getString("details"))))
                    .list());
  }

  private boolean storeBatch() throws InterruptedException {
    if (batch.isEmpty()) {
      StoredEvent first = queue.poll(200, TimeUnit.MILLISECONDS);
      if (first == null) {
        return false;
      }
      batch.add(first);
      queue.drainTo(batch, MOST_AT_ONCE - 1);
    }
    try {
      store(batch);
      batch.clear();
    } catch (RuntimeException e) {
      // Broad: the log must go on, and no event may take others along.
      return storeLater(DatabaseFailures.of(e));
    }
    return true;
  }

  /**
   * @return whether there is more to do now
   */
  private boolean storeLater(RuntimeException failure) throws InterruptedException {
    boolean passing = failure instanceof RetriableException;
    if (passing && !loop.closed()) {
      unavailable.accept(failure);
      Thread.sleep(RETRY.toMillis());
      return true;
    }
    // At the host's end nobody waits for a database; else one of the events is to blame, such as
    // one of a tenant that was deleted meanwhile.
    List<StoredEvent> single = passing ? List.of() : List.copyOf(batch);
    int lost = batch.size();
    batch.clear();
    for (StoredEvent event : single) {
      lost -= storeAlone(event) ? 1 : 0;
    }
    dropped.add(lost);
    LOG.warn("{} events were not stored: {}", lost, failure.getMessage());
    return !passing;
  }

  private boolean storeAlone(StoredEvent event) {
    try {
      store(List.of(event));
      return true;
    } catch (RuntimeException e) {
      // Broad: this one is counted as lost, the next one may be fine.
      LOG.debug("an event was not stored", e);
      return false;
    }
  }

  private void store(List<StoredEvent> events) {
    List<StoredEvent> stored =
        database
            .jdbi()
            .inTransaction(
                handle -> {
                  List<StoredEvent> done = new ArrayList<>();
                  for (StoredEvent event : events) {
                    done.add(insert(handle, event));
                  }
                  return done;
                });
    stored.forEach(event -> listeners.forEach(listener -> tell(listener, event)));
  }

  private static void tell(Consumer<StoredEvent> listener, StoredEvent event) {
    try {
      listener.accept(event);
    } catch (Throwable e) {
      // Broad: the event is stored, whatever becomes of a page that wanted to see it.
      LOG.warn("a listener failed", e);
    }
  }

  private StoredEvent insert(Handle handle, StoredEvent event) {
    long id =
        handle
            .createUpdate(
                "INSERT INTO event (tenant_id, owner, owner_name, kind, at, text, details)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)")
            .bind(0, event.tenant().id())
            .bind(1, event.owner())
            .bind(2, event.ownerName())
            .bind(3, event.kind().name())
            .bind(4, event.at().toEpochMilli())
            .bind(5, event.text())
            .bind(6, json(event.details()))
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    if (sinceTrim.merge(event.owner(), 1, Integer::sum) >= TRIM_EVERY) {
      sinceTrim.remove(event.owner());
      handle.execute(
          "DELETE FROM event WHERE tenant_id = ? AND owner = ? AND id <= (SELECT MIN(id) FROM"
              + " (SELECT id FROM event WHERE tenant_id = ? AND owner = ? ORDER BY id DESC LIMIT"
              + " ?) AS newest) - 1",
          event.tenant().id(),
          event.owner(),
          event.tenant().id(),
          event.owner(),
          KEPT);
    }
    return event.withId(id);
  }

  private static String cut(String text, int longest) {
    String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "\\u0000");
    return clean.length() <= longest ? clean : clean.substring(0, longest) + "…";
  }

  private static String json(Map<String, String> details) {
    try {
      String text = JSON.writeValueAsString(details);
      return text.length() < 1_000_000 ? text : "{\"details\":\"too long to keep\"}";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
  }

  private static Map<String, String> details(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored details are not JSON", e);
    }
  }

  /** Stores what waits, then ends. */
  @Override
  public void close() {
    loop.close();
  }
}
