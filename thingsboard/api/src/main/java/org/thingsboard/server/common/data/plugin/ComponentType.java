package org.thingsboard.server.common.data.plugin;

/** Signature of the host type: section of the editor's palette. */
public enum ComponentType {
  ENRICHMENT,
  FILTER,
  TRANSFORMATION,
  ACTION,
  EXTERNAL,
  FLOW
}
