package org.thingsboard.server.common.msg.queue;

/** Signature of the host type: told how a request ended. */
public interface TbCallback {
  void onSuccess();

  void onFailure(Throwable t);
}
