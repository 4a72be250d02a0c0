package org.thingsboard.rule.engine.api;

import org.thingsboard.common.util.RecoveryAware;

/** Signature of the host type: a rule node cannot start or work. */
@SuppressWarnings("serial") // signature only
public class TbNodeException extends Exception implements RecoveryAware {
  public TbNodeException(String message, boolean unrecoverable) {
    throw new UnsupportedOperationException("signature only");
  }

  public TbNodeException(Exception e, boolean unrecoverable) {
    throw new UnsupportedOperationException("signature only");
  }

  @Override
  public boolean isUnrecoverable() {
    throw new UnsupportedOperationException("signature only");
  }
}
