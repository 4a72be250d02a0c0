package org.sluiceiot.platform.telemetry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jdbi.v3.core.Handle;
import org.sluiceiot.platform.store.Database;

/** Numbers of telemetry keys. Safe for any thread. */
final class Keys {
  /** Longest name of a key; the schema's bound. */
  static final int LONGEST = 255;

  private final Cache<String, Integer> numbers = Caffeine.newBuilder().maximumSize(100_000).build();
  private final Database database;

  Keys(Database database) {
    this.database = database;
  }

  /** The number of a key, given one when it is new, in a transaction of its own. */
  int number(String key) {
    return numbers.get(key, this::load);
  }

  /** Forgets everything, after the database was found different from what was remembered. */
  void clear() {
    numbers.invalidateAll();
  }

  private Integer load(String key) {
    return database
        .jdbi()
        .withHandle(
            handle -> {
              Integer found = find(handle, key);
              if (found != null) {
                return found;
              }
              handle.execute(database.dialect().insertMissing("data_key", "name"), key);
              return find(handle, key);
            });
  }

  private static Integer find(Handle handle, String key) {
    return handle
        .select("SELECT no FROM data_key WHERE name = ?", key)
        .mapTo(Integer.class)
        .findOne()
        .orElse(null);
  }
}
