package org.sluiceiot.platform.client;

import java.io.IOException;

/** The host refused a request; the message is its first problem. */
public final class HostAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  HostAnswerException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The answer's HTTP status. */
  public int status() {
    return status;
  }
}
