package org.thingsboard.server.common.data;

/** Stands for the host type in tests: kinds of entities. */
public enum EntityType {
  TENANT,
  CUSTOMER,
  ASSET,
  DEVICE,
  RULE_NODE
}
