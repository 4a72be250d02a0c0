package org.sluiceiot.platform.broker;

/** The broker did not start; the message holds the end of its log. */
public class BrokerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
