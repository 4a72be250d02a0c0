package org.sluiceiot.platform.telemetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.store.Database;

/** Reads telemetry and attributes. Blocks on the database; safe for any thread. */
public final class TelemetryReader {
  private static final RowMapper<Point> POINT =
      (row, context) ->
          new Point(
              row.getLong("entity_no"),
              row.getString("key_name"),
              row.getLong("ts"),
              Columns.get(row));
  private static final String SELECT =
      "SELECT t.entity_no, k.name AS key_name, t.ts, t.l, t.d, t.b, t.s, t.j FROM %s t"
          + " JOIN data_key k ON k.no = t.key_no WHERE t.entity_no = :entity ";
  private static final String KEYS =
      "SELECT k.name, k.no FROM entity_key e JOIN data_key k ON k.no = e.key_no"
          + " WHERE e.entity_no = :entity ";
  private static final String PAGE =
      "AND k.name > :after AND POSITION(:search IN LOWER(k.name)) > 0 ORDER BY k.name LIMIT :limit";
  private static final String TELEMETRY = SELECT.formatted("telemetry");
  private static final String ATTRIBUTE = SELECT.formatted("attribute");

  private final Database database;

  public TelemetryReader(Database database) {
    this.database = database;
  }

  /** The newest point of each of the keys, by key. */
  public List<Point> latest(long entity, KeyPage page) {
    return database
        .jdbi()
        .withHandle(
            handle -> {
              List<Point> points = new ArrayList<>();
              keys(handle, entity, page)
                  .forEach((name, key) -> newest(handle, entity, key).ifPresent(points::add));
              return points;
            });
  }

  /** The newest value of one key. */
  public Optional<Object> latest(long entity, String key) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                Optional.ofNullable(keys(handle, entity).get(key))
                    .flatMap(number -> newest(handle, entity, number))
                    .map(Point::value));
  }

  /** The attributes of the keys, by key. */
  public List<Point> attributes(long entity, KeyPage page) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                paged(handle, ATTRIBUTE + PAGE, page).bind("entity", entity).map(POINT).list());
  }

  private static Query paged(Handle handle, String select, KeyPage page) {
    return handle
        .createQuery(select)
        .bind("after", page.after())
        .bind("search", page.search().toLowerCase(Locale.ROOT))
        .bind("limit", page.limit());
  }

  /** All attributes, by key. */
  public List<Point> attributes(long entity) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(ATTRIBUTE + "ORDER BY k.name")
                    .bind("entity", entity)
                    .map(POINT)
                    .list());
  }

  /**
   * The newest points of some keys within a time.
   *
   * @param wanted names of keys; empty for all
   * @param from milliseconds, inclusive
   * @param to milliseconds, exclusive
   * @param limit most points of one key
   * @return oldest first, by key
   */
  public Map<String, List<Point>> series(
      long entity, Collection<String> wanted, long from, long to, int limit) {
    return database
        .jdbi()
        .withHandle(
            handle -> {
              Map<String, List<Point>> series = new LinkedHashMap<>();
              keys(handle, entity)
                  .forEach(
                      (name, key) -> {
                        if (wanted.isEmpty() || wanted.contains(name)) {
                          series.put(name, range(handle, entity, key, from, to, limit));
                        }
                      });
              return series;
            });
  }

  private static Map<String, Integer> keys(Handle handle, long entity, KeyPage page) {
    Map<String, Integer> keys = new LinkedHashMap<>();
    paged(handle, KEYS + PAGE, page)
        .bind("entity", entity)
        .map((row, context) -> keys.put(row.getString("name"), row.getInt("no")))
        .list();
    return keys;
  }

  private static Map<String, Integer> keys(Handle handle, long entity) {
    Map<String, Integer> keys = new LinkedHashMap<>();
    handle
        .createQuery(KEYS + "ORDER BY k.name")
        .bind("entity", entity)
        .map((row, context) -> keys.put(row.getString("name"), row.getInt("no")))
        .list();
    return keys;
  }

  private static Optional<Point> newest(Handle handle, long entity, int key) {
    return handle
        .createQuery(TELEMETRY + "AND t.key_no = :key ORDER BY t.ts DESC LIMIT 1")
        .bind("entity", entity)
        .bind("key", key)
        .map(POINT)
        .findOne();
  }

  private static List<Point> range(
      Handle handle, long entity, int key, long from, long to, int limit) {
    List<Point> points =
        new ArrayList<>(
            handle
                .createQuery(
                    TELEMETRY
                        + "AND t.key_no = :key AND t.ts >= :from AND t.ts < :to"
                        + " ORDER BY t.ts DESC LIMIT :limit")
                .bind("entity", entity)
                .bind("key", key)
                .bind("from", from)
                .bind("to", to)
                .bind("limit", limit)
                .map(POINT)
                .list());
    Collections.reverse(points);
    return points;
  }

  /** How many values a tenant has stored; reads every row. */
  public long points(TenantId tenant) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(
                        "SELECT COUNT(*) FROM telemetry t JOIN entity e ON e.no ="
                            + " t.entity_no WHERE e.tenant_id = ?",
                        tenant.id())
                    .mapTo(Long.class)
                    .one());
  }
}
