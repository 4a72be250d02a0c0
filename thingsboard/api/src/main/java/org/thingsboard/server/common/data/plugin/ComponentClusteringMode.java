package org.thingsboard.server.common.data.plugin;

/** Signature of the host type: where a node runs in a cluster. */
public enum ComponentClusteringMode {
  USER_PREFERENCE,
  ENABLED,
  SINGLETON
}
