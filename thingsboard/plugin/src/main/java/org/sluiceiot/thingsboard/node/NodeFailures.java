package org.sluiceiot.thingsboard.node;

import org.sluiceiot.api.config.ConfigException;
import org.thingsboard.rule.engine.api.TbNodeException;

/** Says in ThingsBoard's words why a node does not start. */
final class NodeFailures {
  private NodeFailures() {}

  /**
   * ThingsBoard tries again unless told that it is of no use. A wrong configuration and a broken
   * jar stay wrong; anything else may pass.
   */
  static TbNodeException of(Throwable failure) {
    if (failure instanceof TbNodeException already) {
      return already;
    }
    if (failure instanceof ConfigException) {
      return new TbNodeException(failure.getMessage(), true);
    }
    return failure instanceof Error
        ? new TbNodeException(failure.toString(), true)
        : new TbNodeException((Exception) failure, false);
  }
}
