package org.sluiceiot.kafka.decode.sparkplug;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names of metrics by edge node and alias, as births told them; bounded. Safe for any thread. */
final class Aliases {
  private static final int MOST = 100_000;

  private record Key(String node, long alias) {}

  private final Map<Key, String> names =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
          return size() > MOST;
        }
      };

  /** The metric's own name, else the one that a birth gave to its alias. */
  synchronized String name(String node, SparkplugPayload.Metric metric, boolean birth) {
    if (metric.alias() < 0) {
      return metric.name();
    }
    Key key = new Key(node, metric.alias());
    if (!metric.name().isEmpty()) {
      if (birth) {
        names.put(key, metric.name());
      }
      return metric.name();
    }
    return names.getOrDefault(key, "alias/" + metric.alias());
  }
}
