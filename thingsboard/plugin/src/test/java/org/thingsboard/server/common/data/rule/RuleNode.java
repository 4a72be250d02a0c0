package org.thingsboard.server.common.data.rule;

/** Stands for the host type in tests: a rule node that can be renamed. */
public class RuleNode {
  private volatile String name;

  public RuleNode(String name) {
    this.name = name;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }
}
