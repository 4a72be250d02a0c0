package org.thingsboard.rule.engine.api;

/** Signature of the host type: a rule node cannot start or work. */
@SuppressWarnings("serial") // signature only
public class TbNodeException extends Exception {
  public TbNodeException(String message, boolean unrecoverable) {
    throw new UnsupportedOperationException("signature only");
  }

  public TbNodeException(Exception e, boolean unrecoverable) {
    throw new UnsupportedOperationException("signature only");
  }

  public boolean isUnrecoverable() {
    throw new UnsupportedOperationException("signature only");
  }
}
