package org.thingsboard.server.common.msg.queue;

/** Signature of the host type: told how the processing of a message ended. */
public interface TbMsgCallback {
  void onSuccess();

  void onFailure(RuleEngineException e);

  default void onRateLimit(RuleEngineException e) {}
}
