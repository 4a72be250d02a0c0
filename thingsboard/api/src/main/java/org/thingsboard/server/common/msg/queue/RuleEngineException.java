package org.thingsboard.server.common.msg.queue;

/** Signature of the host type: processing of a message failed. */
@SuppressWarnings("serial") // signature only
public class RuleEngineException extends Exception {
  public RuleEngineException(String message) {
    throw new UnsupportedOperationException("signature only");
  }
}
