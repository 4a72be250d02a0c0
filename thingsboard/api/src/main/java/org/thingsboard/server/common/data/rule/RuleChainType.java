package org.thingsboard.server.common.data.rule;

/** Signature of the host type: where a rule chain runs. */
public enum RuleChainType {
  CORE,
  EDGE
}
