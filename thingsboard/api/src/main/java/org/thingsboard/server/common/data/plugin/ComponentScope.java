package org.thingsboard.server.common.data.plugin;

/** Signature of the host type: who may use a node. */
public enum ComponentScope {
  SYSTEM,
  TENANT
}
