package org.thingsboard.server.common.data.rule;

import org.thingsboard.server.common.data.debug.DebugSettings;

/** Stands for the host type in tests: a rule node that can be renamed. */
public class RuleNode {
  private volatile String name;
  private volatile DebugSettings debugSettings;

  public RuleNode(String name) {
    this.name = name;
  }

  public String getName() {
    return name;
  }

  public DebugSettings getDebugSettings() {
    return debugSettings;
  }

  public void setDebugSettings(DebugSettings settings) {
    debugSettings = settings;
  }

  public void setName(String name) {
    this.name = name;
  }
}
