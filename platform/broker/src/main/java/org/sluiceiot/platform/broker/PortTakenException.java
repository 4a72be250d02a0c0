package org.sluiceiot.platform.broker;

/** Something else listens on the port that the broker shall have. */
public class PortTakenException extends BrokerStartException {
  private static final long serialVersionUID = 1L;

  PortTakenException(int port, Throwable cause) {
    super("port " + port + " of 127.0.0.1 is taken", cause);
  }
}
