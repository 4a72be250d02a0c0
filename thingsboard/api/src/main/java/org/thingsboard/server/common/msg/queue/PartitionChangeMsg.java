package org.thingsboard.server.common.msg.queue;

/** Signature of the host type: the services of the cluster have changed. */
public final class PartitionChangeMsg {
  public PartitionChangeMsg(ServiceType serviceType) {
    throw new UnsupportedOperationException("signature only");
  }

  public ServiceType getServiceType() {
    throw new UnsupportedOperationException("signature only");
  }
}
