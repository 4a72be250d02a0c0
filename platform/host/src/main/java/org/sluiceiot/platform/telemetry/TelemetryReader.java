package org.sluiceiot.platform.telemetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
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
          + " JOIN data_key k ON k.no = t.key_no WHERE t.entity_no = ? ";
  private static final String TELEMETRY = SELECT.formatted("telemetry");
  private static final String ATTRIBUTE = SELECT.formatted("attribute");

  private final Database database;

  public TelemetryReader(Database database) {
    this.database = database;
  }

  /** The newest point of every key, by key. */
  public List<Point> latest(long entity) {
    return database
        .jdbi()
        .withHandle(
            handle -> {
              List<Point> points = new ArrayList<>();
              keys(handle, entity)
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

  /** All attributes, by key. */
  public List<Point> attributes(long entity) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.select(ATTRIBUTE + "ORDER BY k.name", entity).map(POINT).list());
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

  private static Map<String, Integer> keys(Handle handle, long entity) {
    Map<String, Integer> keys = new LinkedHashMap<>();
    handle
        .select(
            "SELECT k.name, k.no FROM entity_key e JOIN data_key k ON k.no = e.key_no"
                + " WHERE e.entity_no = ? ORDER BY k.name",
            entity)
        .map((row, context) -> keys.put(row.getString("name"), row.getInt("no")))
        .list();
    return keys;
  }

  private static Optional<Point> newest(Handle handle, long entity, int key) {
    return handle
        .select(TELEMETRY + "AND t.key_no = ? ORDER BY t.ts DESC LIMIT 1", entity, key)
        .map(POINT)
        .findOne();
  }

  private static List<Point> range(
      Handle handle, long entity, int key, long from, long to, int limit) {
    List<Point> points =
        new ArrayList<>(
            handle
                .select(
                    TELEMETRY
                        + "AND t.key_no = ? AND t.ts >= ? AND t.ts < ? ORDER BY t.ts DESC LIMIT ?",
                    entity,
                    key,
                    from,
                    to,
                    limit)
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
