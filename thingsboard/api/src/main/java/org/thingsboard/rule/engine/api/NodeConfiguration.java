package org.thingsboard.rule.engine.api;

/** Signature of the host type: configuration of a rule node. */
@SuppressWarnings("rawtypes") // as in the host
public interface NodeConfiguration<T extends NodeConfiguration> {
  T defaultConfiguration();
}
