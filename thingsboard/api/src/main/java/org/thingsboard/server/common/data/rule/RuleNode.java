package org.thingsboard.server.common.data.rule;

/** Signature of the host type: a rule node as stored. */
public class RuleNode {
  private RuleNode() {}

  public String getName() {
    throw new UnsupportedOperationException("signature only");
  }
}
