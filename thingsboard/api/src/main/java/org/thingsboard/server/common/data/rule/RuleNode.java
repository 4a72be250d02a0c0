package org.thingsboard.server.common.data.rule;

import org.thingsboard.server.common.data.debug.DebugSettings;

/** Signature of the host type: a rule node as stored. */
public class RuleNode {
  private RuleNode() {}

  public String getName() {
    throw new UnsupportedOperationException("signature only");
  }

  public DebugSettings getDebugSettings() {
    throw new UnsupportedOperationException("signature only");
  }
}
