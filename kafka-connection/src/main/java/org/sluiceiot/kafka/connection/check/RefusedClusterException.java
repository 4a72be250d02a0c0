package org.sluiceiot.kafka.connection.check;

/** The operator does not let tenants use this cluster, or an address that it advertises. */
public final class RefusedClusterException extends LayerException {
  private static final long serialVersionUID = 1L;

  public RefusedClusterException(Layer layer, String message) {
    super(layer, message, "ask the operator of this host");
  }
}
