package org.sluiceiot.platform.telemetry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.sluiceiot.platform.store.Database;
import org.sluiceiot.platform.store.Dialect;

/** Writes many {@link Write}s in one transaction. Used by one thread. */
final class GroupCommit {
  private static final int SQL_BATCH = 1000;
  private static final String ATTRIBUTES =
      "SELECT k.name, k.no FROM attribute a JOIN data_key k ON k.no = a.key_no"
          + " WHERE a.entity_no = ? ORDER BY k.name";
  private static final String REMOVE = "DELETE FROM attribute WHERE entity_no = ? AND key_no = ?";

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

  /** What is written at once: points, and behind them at most one removal. */
  private static final class Part {
    final Map<Cell, Object> series = new LinkedHashMap<>();
    final Map<Slot, Point> newest = new LinkedHashMap<>();
    final List<Slot> fresh = new ArrayList<>();
    Write.Remove removal;
  }

  /**
   * Writes all in their order; on return they are safe. A later point wins over an earlier one of
   * its cell.
   *
   * @return what each removal took away
   */
  Map<Write.Remove, List<String>> write(List<Write> writes) throws SQLException {
    Map<Write.Remove, List<String>> removed = new IdentityHashMap<>();
    List<Part> parts = parts(writes);
    try (Handle handle = database.jdbi().open()) {
      commit(handle.getConnection(), parts, removed);
    }
    parts.forEach(part -> part.fresh.forEach(slot -> knownSlots.put(slot, true)));
    return removed;
  }

  private List<Part> parts(List<Write> writes) {
    List<Part> parts = new ArrayList<>();
    Part part = new Part();
    parts.add(part);
    for (Write write : writes) {
      if (write instanceof Write.Save save) {
        add(save, part);
      } else {
        part.removal = (Write.Remove) write;
        part = new Part();
        parts.add(part);
      }
    }
    return parts;
  }

  private void add(Write.Save save, Part part) {
    for (Point point : save.points()) {
      int key = keys.number(point.key());
      Slot slot = new Slot(point.entity(), key);
      if (save.target() == Write.Target.ATTRIBUTES) {
        part.newest.put(slot, point);
      } else {
        part.series.put(new Cell(point.entity(), key, point.ts()), point.value());
        if (knownSlots.getIfPresent(slot) == null) {
          part.fresh.add(slot);
        }
      }
    }
  }

  private void commit(
      Connection connection, List<Part> parts, Map<Write.Remove, List<String>> removed)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      for (Part part : parts) {
        batch(connection, slots, part.fresh.stream().distinct().toList(), GroupCommit::set);
        batch(connection, telemetry, List.copyOf(part.series.entrySet()), GroupCommit::set);
        batch(
            connection, attributes, List.copyOf(part.newest.entrySet()), GroupCommit::setAttribute);
        if (part.removal != null) {
          removed.put(part.removal, remove(connection, part.removal));
        }
      }
      connection.commit();
    } catch (Throwable e) {
      // Broad: whatever came between, half a group must not be committed by what follows.
      rollBack(connection, e);
      throw e;
    }
    connection.setAutoCommit(true);
  }

  private static List<String> remove(Connection connection, Write.Remove removal)
      throws SQLException {
    List<String> names = new ArrayList<>();
    List<Slot> gone = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(ATTRIBUTES)) {
      statement.setLong(1, removal.entity());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(1);
          if (removal.removed().every() || removal.removed().keys().contains(name)) {
            names.add(name);
            gone.add(new Slot(removal.entity(), rows.getInt(2)));
          }
        }
      }
    }
    batch(connection, REMOVE, gone, GroupCommit::set);
    return names;
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
