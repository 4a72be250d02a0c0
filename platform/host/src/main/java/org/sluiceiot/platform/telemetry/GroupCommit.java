package org.sluiceiot.platform.telemetry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.sluiceiot.platform.store.Database;
import org.sluiceiot.platform.store.Dialect;

/** Writes many {@link Write}s in one transaction. Used by one thread. */
final class GroupCommit {
  private static final int SQL_BATCH = 1000;

  private final Database database;
  private final Keys keys;
  private final Cache<Slot, Boolean> knownSlots =
      Caffeine.newBuilder().maximumSize(1_000_000).build();
  private final String telemetry;
  private final String attributes;
  private final String slots;

  GroupCommit(Database database, Keys keys) {
    this.database = database;
    this.keys = keys;
    Dialect dialect = database.dialect();
    telemetry = dialect.upsert("telemetry", "entity_no, key_no, ts", Columns.NAMES);
    attributes = dialect.upsert("attribute", "entity_no, key_no", "ts, " + Columns.NAMES);
    slots = dialect.insertMissing("entity_key", "entity_no, key_no");
  }

  /** An entity's key: what the newest value is kept of. */
  private record Slot(long entity, int key) {}

  private record Cell(long entity, int key, long ts) {}

  /** Writes all; on return they are safe. A later point wins over an earlier one of its cell. */
  void write(List<Write> writes) throws SQLException {
    Map<Cell, Object> series = new LinkedHashMap<>();
    Map<Slot, Point> newest = new LinkedHashMap<>();
    List<Slot> fresh = new ArrayList<>();
    for (Write write : writes) {
      for (Point point : write.points()) {
        int key = keys.number(point.key());
        Slot slot = new Slot(point.entity(), key);
        if (write.target() == Write.Target.ATTRIBUTES) {
          newest.put(slot, point);
        } else {
          series.put(new Cell(point.entity(), key, point.ts()), point.value());
          if (knownSlots.getIfPresent(slot) == null) {
            fresh.add(slot);
          }
        }
      }
    }
    try (Handle handle = database.jdbi().open()) {
      commit(handle.getConnection(), series, newest, fresh);
    }
    fresh.forEach(slot -> knownSlots.put(slot, true));
  }

  private void commit(
      Connection connection, Map<Cell, Object> series, Map<Slot, Point> newest, List<Slot> fresh)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      batch(connection, slots, fresh.stream().distinct().toList(), GroupCommit::set);
      batch(connection, telemetry, List.copyOf(series.entrySet()), GroupCommit::set);
      batch(connection, attributes, List.copyOf(newest.entrySet()), GroupCommit::setAttribute);
      connection.commit();
    } catch (Throwable e) {
      // Broad: whatever came between, half a group must not be committed by what follows.
      rollBack(connection, e);
      throw e;
    }
    connection.setAutoCommit(true);
  }

  /** The failure is the news, not that a dead connection cannot be rolled back. */
  private static void rollBack(Connection connection, Throwable failure) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private interface Setter<T> {
    void set(PreparedStatement statement, T row) throws SQLException;
  }

  private static <T> void batch(Connection connection, String sql, List<T> rows, Setter<T> setter)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int open = 0;
      for (T row : rows) {
        setter.set(statement, row);
        statement.addBatch();
        if (++open == SQL_BATCH) {
          statement.executeBatch();
          open = 0;
        }
      }
      if (open > 0) {
        statement.executeBatch();
      }
    }
  }

  private static void set(PreparedStatement statement, Slot slot) throws SQLException {
    statement.setLong(1, slot.entity());
    statement.setInt(2, slot.key());
  }

  private static void set(PreparedStatement statement, Map.Entry<Cell, Object> row)
      throws SQLException {
    statement.setLong(1, row.getKey().entity());
    statement.setInt(2, row.getKey().key());
    statement.setLong(3, row.getKey().ts());
    Columns.set(statement, 4, row.getValue());
  }

  private static void setAttribute(PreparedStatement statement, Map.Entry<Slot, Point> row)
      throws SQLException {
    set(statement, row.getKey());
    statement.setLong(3, row.getValue().ts());
    Columns.set(statement, 4, row.getValue().value());
  }
}
