package org.thingsboard.rule.engine.api;

/** Stands for the host type in tests: as the host, recoverable or not. */
@SuppressWarnings("serial")
public class TbNodeException extends Exception {
  private final boolean unrecoverable;

  public TbNodeException(String message, boolean unrecoverable) {
    super(message);
    this.unrecoverable = unrecoverable;
  }

  public TbNodeException(Exception e, boolean unrecoverable) {
    super(e);
    this.unrecoverable = unrecoverable;
  }

  public boolean isUnrecoverable() {
    return unrecoverable;
  }
}
