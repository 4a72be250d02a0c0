package org.sluiceiot.platform.chain;

import org.sluiceiot.api.host.RetriableException;

/** The host took a message out of a chain before its end; the same data should come again. */
public class NotProcessedException extends RetriableException {
  private static final long serialVersionUID = 1L;

  public NotProcessedException(String message) {
    super(message, null);
  }
}
