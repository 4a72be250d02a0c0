package org.thingsboard.server.queue;

/** Signature of the host type: told whether a message was queued. */
public interface TbQueueCallback {
  void onSuccess(TbQueueMsgMetadata metadata);

  void onFailure(Throwable t);
}
