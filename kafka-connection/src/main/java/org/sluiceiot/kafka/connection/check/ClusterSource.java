package org.sluiceiot.kafka.connection.check;

/** Finds out which cluster a connection leads to. Safe for any thread; blocks. */
@FunctionalInterface
public interface ClusterSource {
  /**
   * The cluster, after everything about it was found to be permitted.
   *
   * @throws RefusedClusterException it may not be used
   * @throws LayerException it cannot be reached now
   */
  ClusterView find() throws LayerException;
}
