package org.sluiceiot.kafka.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ids of the clusters that clients of this process have reached, by the addresses that they started
 * from. It lets the loop guard decide at once on a new endpoint; what a client is told when it
 * connects counts in the end. Bounded; safe for any thread; nothing blocks.
 */
public final class KnownClusters {
  private static final int MOST = 1_000;

  private static final Map<Set<String>, String> IDS =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Set<String>, String> eldest) {
          return size() > MOST;
        }
      };

  private KnownClusters() {}

  /** The id that a connection with the same addresses was told last; empty when there is none. */
  public static Optional<String> idOf(ConnectionConfig connection) {
    synchronized (IDS) {
      return Optional.ofNullable(IDS.get(addresses(connection)));
    }
  }

  /** A client of this connection was told the id of its cluster. */
  public static void learned(ConnectionConfig connection, String clusterId) {
    synchronized (IDS) {
      IDS.put(addresses(connection), clusterId);
    }
  }

  private static Set<String> addresses(ConnectionConfig connection) {
    return connection.servers().stream().map(Object::toString).collect(Collectors.toSet());
  }
}
