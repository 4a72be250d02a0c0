package org.thingsboard.server.common.msg.queue;

/** Stands for the host type in tests: a failure with its text. */
@SuppressWarnings("serial")
public class RuleEngineException extends Exception {
  public RuleEngineException(String message) {
    super(message);
  }
}
