package org.sluiceiot.thingsboard.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Leaves out values that were delivered before and have not changed, for the keys that want it.
 * Remembers in memory, boundedly: after a restart or a long pause a value is written once more.
 * Safe for any thread; called in order per entity.
 */
final class Changed {
  private static final int VALUES = 100_000;

  private record Key(UUID entity, String scope, String name) {}

  private final Map<Key, Object> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Object> eldest) {
          return size() > VALUES;
        }
      };

  /**
   * @param scope attributes and telemetry of one name are different values
   * @return the values to deliver, in order
   */
  Map<String, Object> only(
      UUID entity, String scope, Map<String, Object> values, Set<String> updateOnlyKeys) {
    if (updateOnlyKeys.isEmpty()) {
      return values;
    }
    Map<String, Object> result = new LinkedHashMap<>(values);
    synchronized (last) {
      values.forEach(
          (name, value) -> {
            if (updateOnlyKeys.contains(name)
                && value.equals(last.put(new Key(entity, scope, name), value))) {
              result.remove(name);
            }
          });
    }
    return result;
  }

  /** Delivery failed: the values are not known to be stored. */
  void forget(UUID entity) {
    synchronized (last) {
      last.keySet().removeIf(key -> key.entity().equals(entity));
    }
  }
}
